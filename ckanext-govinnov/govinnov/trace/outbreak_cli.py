"""``govinnov trace outbreak``: which farms may have met a sick one, in files or in the store."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.store_cli import Moment, db_option, farm_option, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from govinnov.trace.feeds.ports import Gate
    from govinnov.trace.outbreak import Question

#: Days before the outbreak: more than any flock lives.
_MOST_DAYS = 400
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_FILE)
@farm_option
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day of the outbreak.")
@click.option("--days", required=True, type=click.IntRange(0, _MOST_DAYS), help="How many days before it count too.")
@click.option("--steps", default=1, type=click.IntRange(1, 2), help="1: who met it; 2: also whom these met after that.")
@click.option("--public", "is_public", is_flag=True, help="Only what everybody may know: districts.")
@click.option("--at", type=Moment(), help="What was known then (date, time and offset; default: now).")
@click.option("--files", is_flag=True, help="Look in the files that are named, without a database.")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def outbreak(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    paths: tuple[Path, ...],
    farm: str,
    day: datetime,
    days: int,
    steps: int,
    is_public: bool,
    at: datetime | None,
    files: bool,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Find farms that shared a hatchery's lot, a slaughterhouse's day or a packer's day with one, and go on from there.

    Exit 0: there are some, 1: none is known, 2: usage.
    """
    from govinnov.trace.outbreak import Question, public
    from govinnov.trace.outbreak.files import lines

    if files != bool(paths):
        raise click.UsageError(
            "찾아볼 파일을 쓰세요. Name the files to look in: trace outbreak --farm F --on D --days N --files FILE…"
        )
    asked = Question(farm, day.date(), days, steps)
    if files:
        told = _in_files(asked, paths, at, context.obj) | marked(rehearsal)
    else:
        with opened(db, rehearsal=rehearsal) as engine:
            told = _in_store(asked, engine, at)
    shown = public(told) if is_public else told
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else "\n".join(lines(shown)))
    context.exit(0 if told["farms"] else 1)


def _in_files(asked: Question, paths: tuple[Path, ...], at: datetime | None, gate: Gate | None) -> dict[str, Any]:
    """Look in files; those that are held are told on the other stream."""
    from govinnov.trace.outbreak.files import outbreak_in_files

    told, held = outbreak_in_files(asked, paths, at, gate)
    for one in held:
        click.echo(one, err=True)
    return told


def _in_store(asked: Question, engine: Engine, at: datetime | None) -> dict[str, Any]:
    from govinnov.trace.store import outbreak

    with engine.begin() as connection:
        return outbreak(connection, asked, at)
