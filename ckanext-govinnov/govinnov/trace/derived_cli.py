"""``govinnov trace datasets``: the tables for everybody, as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.store_cli import Moment, db_option, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from govinnov.trace.derived.animals import Animals as Animal
    from govinnov.trace.derived.building import Table
    from govinnov.trace.derived.sources import Sources
    from govinnov.trace.feeds.ports import Gate

    Animals = Sequence[Animal]
    Screened = Callable[[str], str]
    Made = tuple[list[Table], Sources]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--files", is_flag=True, help="Read the files that follow, without a database.")
@click.option(
    "--animals", type=click.Path(exists=True, path_type=Path), help="The public count of animals, or its folder."
)
@click.option("--at", type=Moment(), help="What was known then (date, time and offset; default: now).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write the tables there.")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def datasets(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    paths: tuple[Path, ...],
    files: bool,
    animals: Path | None,
    at: datetime | None,
    out: Path | None,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Make the tables for everybody: lots, movements, inspections, recalls, stock.

    Without --at and --files what they tell is kept, and later tables hold to it.
    Exit 0: made, 1: nothing is known, 2: usage.
    """
    from govinnov.trace.derived.texts import screened_by

    if files != bool(paths):
        raise click.UsageError("Name the files to read: trace datasets --files FILE…")
    wanted = _animals(animals), screened_by(context.obj)
    made: Made | None
    if files:
        made = _in_files(paths, at, context.obj, *wanted)
    else:
        with opened(db, rehearsal=rehearsal) as engine, engine.begin() as connection:
            made = _in_store(connection, at, *wanted)
    if made is None:
        raise click.ClickException("아직 알려진 것이 없습니다. Nothing is known yet: load something first.")
    tables, sources = made
    _tell(tables, sources.known_at, out, rehearsal=rehearsal or sources.is_rehearsal, as_json=as_json)


def _tell(tables: list[Table], known_at: datetime, out: Path | None, *, rehearsal: bool, as_json: bool) -> None:
    from govinnov.trace.derived.writing import described, write

    if out:
        told = write(out, tables, known_at, rehearsal=rehearsal)
    else:
        told = described(tables, known_at, rehearsal=rehearsal)
    if as_json:
        click.echo(json.dumps(told | marked(rehearsal), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(told)))


def _lines(told: dict[str, Any]) -> Iterator[str]:
    for one in told["tables"].values():
        yield f"{one['file']}: {one['rows']} ({one['sha256'][:16]})"


def _animals(path: Path | None) -> Any:
    from govinnov.trace.derived import animals

    found = animals.find(path) if path and path.is_dir() else path
    if path and found is None:
        raise click.UsageError(f"There is no file with 시도, 시군구, 축종, 사육두수 and 농가수 in {path}.")
    try:
        return animals.read(found) if found else ()
    except ValueError as error:
        raise click.UsageError(f"{path} has no columns 시도, 시군구, 축종, 사육두수 and 농가수.") from error


def _in_files(
    paths: tuple[Path, ...], at: datetime | None, gate: Gate | None, animals: Animals, screened: Screened
) -> Made:
    """The tables of files, as of a moment; those that are held are told on the other stream."""
    from govinnov.trace.derived import build
    from govinnov.trace.derived.files import in_files

    found, held = in_files(paths, at, gate)
    for one in held:
        click.echo(one, err=True)
    return build(found, animals, screened), found


def _in_store(db: Connection, at: datetime | None, animals: Animals, screened: Screened) -> Made | None:
    """The tables that everybody is told now; or, and nothing is kept of it, those of a moment."""
    from govinnov.trace.derived import build
    from govinnov.trace.store.deriving import in_database, tell

    if at is None:
        return tell(db, animals, screened)
    found = in_database(db, at)
    return (build(found, animals, screened), found) if found else None
