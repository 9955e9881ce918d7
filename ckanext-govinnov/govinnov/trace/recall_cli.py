"""``govinnov trace recall``: what would have to be taken back, in files or in the store."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.store_cli import Moment, db_option, farm_option, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from govinnov.trace.feeds.ports import Gate
    from govinnov.trace.recall import Predicate

#: Days of a predicate: more than any flock lives.
_MOST_DAYS = 1_000
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_FILE)
@farm_option
@click.option(
    "--from", "first", required=True, type=click.DateTime(["%Y-%m-%d"]), help="First laying or slaughter day."
)
@click.option("--days", required=True, type=click.IntRange(1, _MOST_DAYS), help="How many days, the first among them.")
@click.option("--at", type=Moment(), help="What was known then (date, time and offset; default: now).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write the sheet for stewards there.")
@click.option("--files", is_flag=True, help="Look in the files that are named, without a database.")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def recall(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    paths: tuple[Path, ...],
    farm: str,
    first: datetime,
    days: int,
    at: datetime | None,
    out: Path | None,
    files: bool,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Compute which lots came of a farm's days, and how much of each; nothing is opened.

    Exit 0: some did, 1: none is known, 2: usage.
    """
    from govinnov.trace.recall.files import lines

    if files != bool(paths):
        raise click.UsageError(
            "찾아볼 파일을 쓰세요. Name the files to look in: trace recall --farm F --from D --days N --files FILE…"
        )
    predicate = _predicate(farm, first.date(), days)
    if files:
        told = _in_files(predicate, paths, at, out, context.obj) | marked(rehearsal)
    else:
        with opened(db, rehearsal=rehearsal) as engine:
            told = _in_store(predicate, engine, at, out)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(lines(told)))
    context.exit(0 if told["lots"] else 1)


def _predicate(farm: str, first: date, days: int) -> Predicate:
    from govinnov.trace.recall import Predicate

    try:
        last = first + timedelta(days=days - 1)
    except OverflowError:
        raise click.UsageError("달력에 없는 날까지 갑니다. These days lead beyond the calendar.") from None
    return Predicate(first, last, farm)


def _in_files(
    predicate: Predicate, paths: tuple[Path, ...], at: datetime | None, out: Path | None, gate: Gate | None
) -> dict[str, Any]:
    """Look in files; those that are held are told on the other stream."""
    from govinnov.trace.recall.files import recall_in_files

    found = recall_in_files(predicate, paths, at, out, gate)
    for one in found.held:
        click.echo(one, err=True)
    return found.answer


def _in_store(predicate: Predicate, engine: Engine, at: datetime | None, out: Path | None) -> dict[str, Any]:
    from govinnov.trace.store import recall

    with engine.begin() as connection:
        return recall(connection, predicate, at, out)
