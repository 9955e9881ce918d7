"""The command ``govinnov harvest``: what can be done without a server."""

from __future__ import annotations

import json
import sys

import click

from harvesters import sources
from harvesters.errors import HarvestError
from harvesters.locate import lasting
from harvesters.model import Problem, Source
from harvesters.preview import NAME, Preview, preview

#: Exit codes: 0 read to its end, 1 broke off, 2 asked wrongly.
BROKE_OFF, ASKED_WRONGLY = 1, 2
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@click.group()
def harvest() -> None:
    """Look at what agencies offer, without a server.

    On an instance that ./govinnov up has made there are also: source, dry-run, run, approve, reject, jobs and
    import-stock (docs/reference/commands.md).
    """


@harvest.command("preview")
@click.argument("place", metavar="URL|PATH")
@click.option("--type", "kind", default="", help="Source type; told from the content when left out.")
@click.option("--limit", default=0, show_default=True, help="Read at most so many records; 0 reads all.")
@click.option("--allow-host", multiple=True, help="A host whose private address may be read; may be repeated.")
@click.option("--option", "given", multiple=True, metavar="NAME=VALUE", help="An option of the source type.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def preview_command(  # noqa: PLR0913, PLR0917 - one for each option
    place: str, kind: str, limit: int, allow_host: tuple[str, ...], given: tuple[str, ...], as_json: bool
) -> None:
    """Show the datasets that a source would bring; nothing is stored."""
    options: dict[str, str | int | bool] = dict(option_pair(item) for item in given)
    source = Source(NAME, kind, lasting(place), options=options, allow_hosts=(*_LOOPBACK, *allow_host))
    try:
        shown = preview(source, limit)
    except HarvestError as error:
        shown = Preview(kind, (), (error.problem(),), broken=True)
        _print(shown, as_json)
        sys.exit(ASKED_WRONGLY)
    _print(shown, as_json)
    sys.exit(BROKE_OFF if shown.broken else 0)


@harvest.command("types")
def types_command() -> None:
    """List the source types and their options."""
    for name in sources.names():
        click.echo(name)
        for option in sources.source_type(name).options:
            click.echo(f"  {option.name} ({option.kind.__name__}, {option.default!r}): {option.help}")


def option_pair(item: str) -> tuple[str, str]:
    """``NAME=VALUE`` as a pair."""
    name, mark, value = item.partition("=")
    if not mark:
        raise click.BadParameter(f"'{item}' is not NAME=VALUE", param_hint="--option")
    return name, value


def _print(shown: Preview, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(shown.as_json(), ensure_ascii=False, indent=2))
    else:
        for record in shown.records:
            click.echo(f"{record['title']}  ({len(record['resources'])} resources)  {record['name']}")
        for problem in shown.errors:
            click.echo(_sentence(problem), err=True)
    for note in shown.notes:
        click.echo(_sentence(note), err=True)


def _sentence(problem: Problem) -> str:
    return f"[{problem.code}] {problem.record or ''} {problem.message_ko} {problem.message_en}".replace("  ", " ")
