"""``govinnov trace rehearse`` and ``check``: make a flow, and see what does not add up in one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.trace.store_cli import Moment

if TYPE_CHECKING:
    from govinnov.trace.checks import Score
    from govinnov.trace.findings import Finding

#: Days of one rehearsal; about 8,000 events each.
_MOST_DAYS = 400
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--days", required=True, type=click.IntRange(1, _MOST_DAYS), help="Laying and slaughter dates.")
@click.option("--seed", required=True, type=int, help="The same seed gives the same bytes.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where to write.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="The first day (default: 2026-08-01).")
@click.option("--share", default=1.0, type=click.FloatRange(0.001, 1), help="How much of the nation (default: all).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
def rehearse(days: int, seed: int, out: Path, first: datetime | None, share: float, as_json: bool) -> None:  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    """Write a made-up national flow of eggs, chicken and duck, with labelled faults. Nothing in it is real."""
    from govinnov.trace.rehearsal.flow import FIRST, Flow
    from govinnov.trace.rehearsal.nation import Nation
    from govinnov.trace.rehearsal.writing import write

    flow = Flow(Nation(seed, share), days, first.date() if first else FIRST)
    written = write(flow, out)
    told = {
        "rehearsal": True,
        "files": [str(path) for path in written.files],
        "events": written.events,
        "faults": len(flow.labels),
        "sha256": written.sha256,
    }
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _line(told))


def _line(told: dict[str, Any]) -> str:
    return f"연습 rehearsal: {len(told['files'])} files, {told['events']:,} events, sha256 {told['sha256']}"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_FILE)
@click.option("--at", type=Moment(), help="The moment of the check (date, time and offset; default: now).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], at: datetime | None, as_json: bool) -> None:
    """See what does not add up in EPCIS documents, feeds and certificates: a steward asks, and nothing is refused.

    Exit 0: it adds up, 1: it does not, 2: usage.
    """
    from govinnov.trace.checks.files import check_files

    told = check_files(paths, at or datetime.now(UTC), context.obj)
    for one in told.held:
        click.echo(one, err=True)
    click.echo(json.dumps(told.as_dict(), ensure_ascii=False) if as_json else _lines(told.findings, told.scores))
    context.exit(1 if told.findings else 0)


def _lines(findings: tuple[Finding, ...], scored: tuple[Score, ...]) -> str:
    lines = [f"- [{one.code}] {one.message_ko} {one.message_en}" for one in findings]
    scores = [f"{one.party} {one.whole}" for one in scored]
    return "\n".join([f"{len(findings)}", *lines, *scores])
