"""``govinnov gate``: run files through the gate with no server."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

EXIT_QUARANTINE = 1
PIPE = "-"


@click.group()
def gate() -> None:
    """Check files as the catalog checks them before anything is public."""


@gate.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--schema", "schema_path", type=click.Path(exists=True, dir_okay=False), help="Table Schema (JSON).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a summary in Korean.")
@click.option(
    "--limit-errors", type=click.IntRange(min=0), default=0, help="Stop frictionless after N errors (0: all)."
)
@click.option("--text-sha256", is_flag=True, help="Add the sha256 of the decoded text.")
@click.pass_context
def check(
    context: click.Context,
    files: tuple[str, ...],
    schema_path: str | None,
    as_json: bool,
    limit_errors: int,
    text_sha256: bool,
) -> None:
    """Check FILES (- reads a pipe). Exit 0: all accepted, 1: something is quarantined, 2: usage."""
    from govinnov.gate import Accepted, output, summary

    asked = {"schema": _schema(schema_path), "limit_errors": limit_errors}
    verdicts = [(path, _check(path, asked)) for path in files]
    if as_json:
        described = [output.as_dict(verdict, path, text_sha256=text_sha256) for path, verdict in verdicts]
        click.echo(json.dumps({"files": described}, ensure_ascii=False))
    else:
        click.echo("\n".join(line for path, verdict in verdicts for line in summary.lines(verdict, path)))
    context.exit(0 if all(isinstance(verdict, Accepted) for _, verdict in verdicts) else EXIT_QUARANTINE)


def _check(path: str, asked: dict[str, Any]) -> Any:
    from govinnov.gate import door, receive

    if path != PIPE:
        return door.check(path, **asked)
    with tempfile.TemporaryDirectory(prefix="govinnov-pipe-") as folder:
        kept = receive.keep(sys.stdin.buffer, Path(folder) / "stdin")
        return door.check(kept, name=PIPE, **asked)


def _schema(path: str | None) -> dict[str, Any] | None:
    if path is None:
        return None
    return json.loads(Path(path).read_text(encoding="utf-8-sig"))
