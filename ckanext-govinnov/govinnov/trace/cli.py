"""``govinnov trace``: read codes and EPCIS documents with no server."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from govinnov.trace.epcis.model import Document, Unreadable

EXIT_INVALID = 1
FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
PIPE = "-"


@click.group()
def trace() -> None:
    """Trace chicken, duck and eggs from hatchery to table."""


@trace.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def validate(context: click.Context, file: str, as_json: bool) -> None:
    """Check an EPCIS 2.0 document, JSON-LD or XML (- reads a pipe). Exit 0: valid, 1: not, 2: usage."""
    from govinnov.trace.epcis.verdict import as_dict, judge, lines

    verdict = judge(_read(file))
    if as_json:
        _print_json(as_dict(verdict))
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


def _read(file: str) -> Document | Unreadable:
    """Read one document; a pipe is read whole."""
    from govinnov.trace.epcis.reading import read, read_file

    return read(sys.stdin.buffer.read()) if file == PIPE else read_file(Path(file))


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
