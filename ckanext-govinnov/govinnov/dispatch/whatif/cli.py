"""``dispatch what-if``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.output import Answering, refusals, tell


@click.command("what-if", cls=Answering)
@click.option("--run", "folder", type=click.Path(path_type=Path), required=True, help="Folder that a run wrote.")
@click.option("--government", required=True, help="Its code (2 or 5 digits).")
@click.option("--add", "added", multiple=True, help="LON,LAT of a new post; may be repeated.")
@click.option("--remove", "removed", type=int, multiple=True, help="Number of a post (posts.csv); may be repeated.")
@click.option("--service", "services", multiple=True, help="fire, ambulance; else both. Police are not public.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def what_if_command(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    government: str,
    added: tuple[str, ...],
    removed: tuple[int, ...],
    services: tuple[str, ...],
    as_json: bool,
) -> None:
    """Tell the shares of a government with posts added or removed. Exit 0: computed, 2: bad input."""
    from govinnov.dispatch.whatif import SERVICES, Change, as_dict, read_ground, what_if

    with refusals(as_json=as_json):
        change = Change(tuple(_place(one) for one in added), frozenset(removed))
        ground = read_ground(folder, government)
        started = time.perf_counter()
        told = as_dict(what_if(ground, change, services or SERVICES))
    tell({**told, "seconds": round(time.perf_counter() - started, 3)}, as_json=as_json)


def _place(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError("bad-place", text=text) from error
    return lon, lat
