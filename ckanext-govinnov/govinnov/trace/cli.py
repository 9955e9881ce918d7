"""``govinnov trace``: read codes and EPCIS documents with no server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from govinnov.trace.derived_cli import datasets
from govinnov.trace.drill_cli import drill
from govinnov.trace.original_cli import original
from govinnov.trace.outbreak_cli import outbreak
from govinnov.trace.recall_cli import recall
from govinnov.trace.rehearsal_cli import check, rehearse
from govinnov.trace.store_cli import Moment, db_option, dump, load, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from govinnov.trace.epcis.model import Document, Unreadable
    from govinnov.trace.feeds.ports import Gate
    from govinnov.trace.lookup import Pages

EXIT_INVALID = 1
FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
PIPE = "-"


@click.group()
def trace() -> None:
    """Trace chicken, duck and eggs from hatchery to table."""


@trace.command()
@click.argument("file", type=FILE)
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def validate(context: click.Context, file: str, rehearsal: bool, as_json: bool) -> None:
    """Check an EPCIS 2.0 document, JSON-LD or XML (- reads a pipe). Exit 0: valid, 1: not, 2: usage."""
    from govinnov.trace.epcis.verdict import as_dict, judge, lines
    from govinnov.trace.rehearsal.marked import is_rehearsal

    read = _read(file)
    verdict = judge(read)
    if as_json:
        _print_json(as_dict(verdict) | marked(rehearsal or is_rehearsal(read)))
    else:
        click.echo("\n".join(lines(verdict, file)))
    context.exit(0 if verdict.valid else EXIT_INVALID)


@trace.command(name="hash")
@click.argument("file", type=FILE)
@click.pass_context
def hashes(context: click.Context, file: str) -> None:
    """Print the CBV 2.0 hash of each event of FILE, one a line (- reads a pipe). Exit 1: the file can't be read."""
    from govinnov.trace.epcis.model import Unreadable
    from govinnov.trace.hashes import event_hashes

    read = _read(file)
    if isinstance(read, Unreadable):
        click.echo("\n".join(f"{one.message_ko} {one.message_en}" for one in read.findings), err=True)
        context.exit(EXIT_INVALID)
    for name in event_hashes(read):
        click.echo(name)


trace.add_command(load)
trace.add_command(dump)
trace.add_command(original)
trace.add_command(recall)
trace.add_command(outbreak)
trace.add_command(drill)
trace.add_command(datasets)
trace.add_command(check)
trace.add_command(rehearse)


@trace.command()
@click.argument("code")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.option("--files", is_flag=True, help="Look CODE up in the files that follow it, without a database.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day that gives marks their year (default: today).")
@click.option("--at", type=Moment(), help="What was recorded until then (date, time and offset).")
@click.option("--next", "token", default="", help="Go on with the next page: the `next` of the answer before.")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def lookup(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    code: str,
    paths: tuple[str, ...],
    files: bool,
    on: datetime | None,
    at: datetime | None,
    token: str,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Follow CODE back to its farms and on, in the store or in files. Exit 0: found, 1: not found, 2: usage."""
    from govinnov.trace.epcis.times import KOREA
    from govinnov.trace.lookup.files import lines

    if files != bool(paths):
        raise click.UsageError("찾아볼 파일을 쓰세요. Name the files to look in: trace lookup CODE --files FILE…")
    day = (on or datetime.now(KOREA)).date()
    with _paged(token) as pages:
        asked = _Asked(code, day, at, pages)
        if files:
            told = _in_files(asked, paths, context.obj) | marked(rehearsal)
        else:
            told = _in_store(asked, db, rehearsal=rehearsal)
    if as_json:
        _print_json(told)
    else:
        click.echo("\n".join(lines(told)))
    context.exit(0 if told["match"] in ("exact", "repaired", "ambiguous") else EXIT_INVALID)


class _Asked(NamedTuple):
    """What is looked up, on which day, what was recorded until when, and which page of the answer."""

    code: str
    on: date
    at: datetime | None
    pages: Pages


@contextmanager
def _paged(token: str) -> Iterator[Pages]:
    """The page of a token; one that does not fit is told in both languages, with exit code 1."""
    from govinnov.trace.lookup.paging import PageError, Pages

    try:
        yield Pages.of(token)
    except PageError as error:
        raise click.ClickException(f"{error.message_ko} {error.message_en}") from error


def _in_files(asked: _Asked, paths: tuple[str, ...], gate: Gate | None) -> dict[str, Any]:
    """Look up in files; those that are held are told on the other stream."""
    from govinnov.trace.lookup.files import look_up

    found = look_up(asked.code, [Path(path) for path in paths], asked.on, asked.at, gate, asked.pages)
    for one in found.held:
        click.echo(one, err=True)
    return found.answer


def _in_store(asked: _Asked, db: str | None, *, rehearsal: bool) -> dict[str, Any]:
    """Look up in the database."""
    from govinnov.trace.store import look_up

    with opened(db, rehearsal=rehearsal) as engine, engine.begin() as connection:
        return look_up(connection, *asked)


def _read(file: str) -> Document | Unreadable:
    """Read one document; a pipe is read whole."""
    from govinnov.trace.epcis.reading import read, read_file

    return read(sys.stdin.buffer.read()) if file == PIPE else read_file(Path(file))


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
