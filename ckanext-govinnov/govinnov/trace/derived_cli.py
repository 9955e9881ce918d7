"""``govinnov trace datasets``: the tables for everybody, as files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.store_cli import Moment, db_option, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from govinnov.trace.derived.building import Table
    from govinnov.trace.derived.sources import Sources
    from govinnov.trace.feeds.ports import Gate


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

    Exit 0: made, 1: nothing is known, 2: usage.
    """
    from govinnov.trace.derived.building import build
    from govinnov.trace.derived.texts import screened_by

    if files != bool(paths):
        raise click.UsageError("Name the files to read: trace datasets --files FILE…")
    counted = _animals(animals)
    with _sources(paths, at, db, context.obj, rehearsal=rehearsal) as sources:
        if sources is None:
            raise click.ClickException("아직 알려진 것이 없습니다. Nothing is known yet: load something first.")
        tables = build(sources, counted, screened_by(context.obj))
        known_at, made_up = sources.known_at, rehearsal or sources.is_rehearsal
    _tell(tables, known_at, out, rehearsal=made_up, as_json=as_json)


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


@contextmanager
def _sources(
    paths: tuple[Path, ...], at: datetime | None, db: str | None, gate: Gate | None, *, rehearsal: bool
) -> Iterator[Sources | None]:
    """What was known, in files or in the store; None where that is nothing."""
    if paths:
        from govinnov.trace.derived.files import in_files

        found, held = in_files(paths, at, gate)
        for one in held:
            click.echo(one, err=True)
        yield found
        return
    from govinnov.trace.store.deriving import in_database

    with opened(db, rehearsal=rehearsal) as engine, engine.begin() as connection:
        yield in_database(connection, at)
