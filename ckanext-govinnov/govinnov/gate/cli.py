"""``govinnov gate``: run files through the gate with no server."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.usage import Misuse

if TYPE_CHECKING:
    from govinnov.gate.verdict import Accepted, Quarantined

EXIT_QUARANTINE = 1
PIPE = "-"
TABLE = click.Path(exists=True, dir_okay=False)
FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)


#: What an operator may give to the rules, as on the site.
RULES = (
    click.option("--districts", type=TABLE, help="Legal district codes (CSV: code, valid_from, valid_to)."),
    click.option("--protected-sites", type=TABLE, help="Places that must not be public (JSON)."),
    click.option("--known-codes", type=TABLE, help="Codes that are no personal numbers, by family (JSON)."),
)


def _rules(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of ``RULES`` to a command."""
    return reduce(lambda made, option: option(made), reversed(RULES), command)


@click.group()
def gate() -> None:
    """Check files as the catalog checks them before anything is public."""


@gate.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--schema", "schema_path", type=TABLE, help="Table Schema, or data package with one a resource (JSON).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a summary in Korean.")
@click.option(
    "--limit-errors", type=click.IntRange(min=0), default=0, help="Stop frictionless after N errors (0: all)."
)
@click.option("--text-sha256", is_flag=True, help="Add the sha256 of the decoded text.")
@_rules
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    files: tuple[str, ...],
    schema_path: str | None,
    as_json: bool,
    limit_errors: int,
    text_sha256: bool,
    **rules: str | None,
) -> None:
    """Check FILES (- reads a pipe). Exit 0: all accepted, 1: something is quarantined, 2: usage.

    With a data package as --schema each file is held to its resource's schema, foreign keys included; without FILES
    every resource is checked.
    """
    from govinnov.gate import Accepted, as_dict, summary

    asked = {"limit_errors": limit_errors, **_read(rules)}
    verdicts = [(path, _check(path, {**asked, **more})) for path, more in _with_schemas(files, schema_path)]
    if as_json:
        told = [as_dict(verdict, path, text_sha256=text_sha256) for path, verdict in verdicts]
        _print_json({"files": told})
    else:
        click.echo("\n".join(line for path, verdict in verdicts for line in summary.lines(verdict, path)))
    context.exit(0 if all(isinstance(verdict, Accepted) for _, verdict in verdicts) else EXIT_QUARANTINE)


@gate.command()
@click.argument("file", type=FILE)
def schema(file: str) -> None:
    """Print the Table Schema inferred over the whole FILE."""
    with _verdict(file) as verdict:
        if verdict.schema is None:
            raise _without_table(verdict)
        _print_json(verdict.schema, indent=2)


@gate.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
def profile(file: str, as_json: bool) -> None:
    """Print type, nulls, range, distinct values and examples of each column of FILE."""
    from govinnov.gate import profile as profiling

    with _verdict(file) as verdict:
        if not verdict.tables or verdict.schema is None:
            raise _without_table(verdict)
        columns = profiling.profile(verdict.tables[0], verdict.schema)
    if as_json:
        _print_json({"path": file, "rows": verdict.rows, "columns": columns})
    else:
        click.echo("\n".join(profiling.line(column) for column in columns))


@contextmanager
def _verdict(file: str) -> Iterator[Accepted | Quarantined]:
    """Check a file, and keep its tables until the block ends."""
    from govinnov.gate import checked

    with _on_disk(file) as path, checked(path, name=file) as verdict:
        yield verdict


def _check(file: str, asked: dict[str, Any]) -> Accepted | Quarantined:
    from govinnov.gate import check as check_file

    with _on_disk(file) as path:
        return check_file(path, name=file, **asked)


@contextmanager
def _on_disk(file: str) -> Iterator[Path]:
    """The path of a file; what comes through a pipe is written down first."""
    if file != PIPE:
        yield Path(file)
        return
    from govinnov.gate.receive import keep

    with tempfile.TemporaryDirectory(prefix="govinnov-pipe-") as folder:
        yield keep(sys.stdin.buffer, Path(folder) / "stdin")


def _with_schemas(files: Sequence[str], path: str | None) -> list[tuple[str, dict[str, Any]]]:
    """Each file with the schema that it is held to; a bad schema or package is a mistake of usage."""
    from govinnov.gate.package import is_package, load_package, placed
    from govinnov.gate.schema import SchemaError, load

    try:
        if path is not None and is_package(path):
            return placed(load_package(path), files)
        schema = load(path) if path else None
    except SchemaError as error:
        raise click.UsageError(str(error)) from error
    if not files:
        raise click.UsageError("Name at least one file, or a data package with --schema.")
    return [(file, {"schema": schema}) for file in files]


def _read(rules: dict[str, str | None]) -> dict[str, Any]:
    """The operator's files as the gate takes them; a wrong one is a mistake of usage."""
    from govinnov.gate.districts import DistrictsError, load_districts
    from govinnov.gate.screen import ScreenSettings
    from govinnov.gate.screen.files import ScreenFileError, load_known_codes, load_sites

    districts, sites, codes = (rules[name] for name in ("districts", "protected_sites", "known_codes"))
    try:
        screen = ScreenSettings(
            protected_sites=load_sites(sites) if sites else (), known_codes=load_known_codes(codes) if codes else {}
        )
        return {"screen": screen, "districts": load_districts(districts) if districts else None}
    except (DistrictsError, ScreenFileError) as error:
        raise click.UsageError(str(error)) from error


def _without_table(verdict: Accepted | Quarantined) -> Misuse:
    """Why a file has no table to tell of."""
    found = next((one for one in verdict.findings if one.severity == "error"), None)
    korean, english = (found.message_ko, found.message_en) if found else ("표가 없습니다.", "no table")
    return Misuse(f"{verdict.name}: {korean}", english)


def _print_json(value: Any, indent: int | None = None) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))
