"""``govinnov dispatch run``: the whole analysis from a folder of inputs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from govinnov.dispatch.output import Answering, refusals, tell

_FOLDER = click.Path(path_type=Path)
#: A whole country takes minutes: what takes half an hour for one government hangs.
GUARD_S = 1800.0


@click.command("run", cls=Answering)
@click.option("--inputs", type=_FOLDER, required=True, help="Folder of inputs; files are told apart by their content.")
@click.option("--out", type=_FOLDER, required=True, help="Folder to write into.")
@click.option("--government", "governments", multiple=True, help="Codes of governments (2 or 5 digits); else all.")
@click.argument("more_governments", nargs=-1, metavar="")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes; else one for each core.")
@click.option("--plans/--no-plans", default=True, help="Plan more posts too, which takes most of the time.")
@click.option("--maps/--no-maps", default=True, help="Draw maps too: GeoJSON, GeoPackage and a picture.")
@click.option(
    "--guard-s",
    type=click.FloatRange(0),
    default=GUARD_S,
    help="Seconds that plans of one government may take at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def run_command(  # noqa: PLR0913, PLR0917 - one for each option
    inputs: Path,
    out: Path,
    governments: tuple[str, ...],
    more_governments: tuple[str, ...],
    workers: int | None,
    plans: bool,
    maps: bool,
    guard_s: float,
    as_json: bool,
) -> None:
    """Who is reached in time, for every local government.

    Several codes may stand behind one ``--government``, or each behind one of its own.
    """
    from govinnov.dispatch.run.run import run
    from govinnov.dispatch.run.timed import timed

    more = [name for name, wanted in (("plans", plans), ("maps", maps)) if wanted]
    asked = partial(run, inputs, out, (*governments, *more_governments), more=more, guard_s=guard_s)
    with refusals(as_json=as_json):
        told = timed(asked, out, workers)
    tell(told if as_json else _short(told), as_json=as_json)


def _short(told: dict[str, Any]) -> dict[str, Any]:
    """What a person reads: counts in place of long lists."""
    return {name: len(value) if name in ("not_computed", "outputs") else value for name, value in told.items()}
