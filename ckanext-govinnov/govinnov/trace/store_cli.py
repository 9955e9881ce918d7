"""``govinnov trace load`` and ``dump``: what needs a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.epcis.times import instant

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from govinnov.trace.store.loading import Loaded

FORMATS = ("epcis-jsonld", "epcis-xml", "csv", "mtrace", "ekape-xml")
#: Signs of a mark that name its farm.
_SIGNS = 5
#: The launcher names the running instance's database there.
DATABASE = "GOVINNOV_DATABASE_URL"
db_option = click.option("--db", envvar=DATABASE, help="PostgreSQL, as postgresql://… (default: the running instance).")


rehearsal_option = click.option(
    "--rehearsal", is_flag=True, help="Rehearse: read and write a store of made-up goods, apart from the real one."
)


class Moment(click.ParamType):
    """A date and time with its offset."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that a text names."""
        found = value if isinstance(value, datetime) else instant(str(value))
        if found is None:
            self.fail(f"'{value}' is not a date and time with an offset, like 2026-08-23T07:00:00+09:00.", param, ctx)
        return found


class Farm(click.ParamType):
    """A mark's five signs, in upper case; or a farm's number in events, as it is written."""

    name = "farm"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Without blanks around it."""
        named = str(value).strip()
        return named.upper() if len(named) == _SIGNS else named


farm_option = click.option(
    "--farm", required=True, type=Farm(), help="A mark's five signs, or the farm's number in events (GLN or EPC)."
)


@contextmanager
def opened(url: str | None, *, rehearsal: bool = False) -> Iterator[Engine]:
    """The database of a command; what it can't do is told in both languages, with exit code 1."""
    from govinnov.trace.store.connecting import connected
    from govinnov.trace.store.errors import StoreError

    if not url:
        raise click.UsageError(
            "데이터베이스를 쓰거나 ./govinnov up으로 시작하세요. "
            "Name a database: --db postgresql://…, or start this project's own: ./govinnov up."
        )
    try:
        with connected(url, rehearsal=rehearsal) as engine:
            yield engine
    except StoreError as error:
        raise click.ClickException(f"{error.message_ko} {error.message_en}") from error


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "expected", type=click.Choice(FORMATS), help="What the files are (default: as they look).")
@click.option("--received-at", type=Moment(), help="Since when it is known (default: now).")
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes that read large feeds (default: 1).")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def load(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    files: tuple[Path, ...],
    expected: str | None,
    received_at: datetime | None,
    workers: int,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Store EPCIS documents and agencies' feeds. Exit 0: all stored, 1: some held, 2: usage."""
    from govinnov.trace import store

    started = monotonic()
    with opened(db, rehearsal=rehearsal) as engine:
        known = received_at or datetime.now(UTC)
        loaded = list(store.load(engine, files, known, expected, context.obj, workers=workers))
        with engine.begin() as connection:
            graph = store.sha256_of(store.dump(connection))
    if as_json:
        told = {"files": [one.as_dict() for one in loaded], "graph_sha256": graph, "seconds": _since(started)}
        click.echo(json.dumps(told | marked(rehearsal), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(loaded)))
    context.exit(1 if any(one.is_held for one in loaded) else 0)


@click.command()
@click.option("--at", type=Moment(), help="What was known then (date, time and offset; default: now).")
@db_option
@rehearsal_option
def dump(at: datetime | None, db: str | None, rehearsal: bool) -> None:
    """Print all that is known, as sorted lines of JSON."""
    from govinnov.trace import store

    with opened(db, rehearsal=rehearsal) as engine, engine.begin() as connection:
        for line in store.dump(connection, at):
            click.echo(line)


def marked(rehearsal: bool) -> dict[str, bool]:
    """What an answer says of itself when it is a rehearsal's."""
    return {"rehearsal": True} if rehearsal else {}


def _since(started: float) -> float:
    return round(monotonic() - started, 3)


def _lines(loaded: list[Loaded]) -> Iterator[str]:
    for one in loaded:
        yield f"{one.path}: +{one.new} ={one.known} ({one.voids} void, {one.conflicts} in conflict, {one.held} held)"
        for found in one.findings:
            yield f"- [{found.code}] {found.message_ko} {found.message_en}"
