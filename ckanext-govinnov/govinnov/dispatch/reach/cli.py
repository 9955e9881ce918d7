"""``dispatch reach``."""

from __future__ import annotations

import csv
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import counts
from govinnov.dispatch.output import Answering, refusals, tell

if TYPE_CHECKING:
    from govinnov.dispatch.reach import Roads, Stations, Times

FILE = click.Path(path_type=Path)


@click.command("reach", cls=Answering)
@click.option("--roads", "network", type=FILE, required=True, help="GraphML, or the links of a node-link set (CSV).")
@click.option("--nodes", type=FILE, help="The nodes of a node-link set (CSV: node_id, x, y).")
@click.option("--stations", type=FILE, required=True, help="CSV: id and lon, lat; or x, y, crs; or node.")
@click.option("--limit-s", "limit_s", type=click.FloatRange(min=0), required=True, help="Seconds of travel, inclusive.")
@click.option("--out", type=FILE, help="Write node, station and time of each node that is reached.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def reach_command(  # noqa: PLR0913, PLR0917 - one for each option
    network: Path, nodes: Path | None, stations: Path, limit_s: float, out: Path | None, as_json: bool
) -> None:
    """Tell which nodes stations reach by road within a limit. Exit 0: computed, 2: bad input."""
    from govinnov.dispatch import reach

    started = time.perf_counter()
    with refusals(as_json=as_json):
        if not math.isfinite(limit_s):
            raise InputError("bad-option", why=f"--limit-s {limit_s}")
        roads = reach.read_roads(network, nodes)
        posts = reach.read_stations(stations, roads)
        matrix = reach.network(roads)
        found = reach.times(matrix, posts.nodes, round(limit_s * 1000))
        _write(out, roads, posts, found)
    told: dict[str, Any] = {"nodes": len(roads.ids), "arcs": len(roads.ms), "components": reach.components(matrix)}
    told |= _outcome(posts, found, limit_s)
    told["findings"] = counts([*roads.findings, *posts.findings, *reach.faults(roads, matrix)])
    tell({**told, "seconds": round(time.perf_counter() - started, 3)}, as_json=as_json)


def _outcome(posts: Stations, found: Times, limit_s: float) -> dict[str, Any]:
    reached, connected = found.ms >= 0, found.connected
    return {
        "stations": {"given": posts.given, "used": len(posts.ids), "too_far": posts.too_far},
        "limit_s": int(limit_s) if limit_s == int(limit_s) else limit_s,
        "clock": "travel",
        "reached": int(reached.sum()),
        "not_reached": int((connected & ~reached).sum()),
        "unconnected": int((~connected).sum()),
    }


def _write(out: Path | None, roads: Roads, posts: Stations, found: Times) -> None:
    """Each reached node, in the order of the roads' file, with its nearest station and the time to it."""
    if out is None:
        return
    names = {int(node): name for name, node in sorted(zip(posts.ids, posts.nodes, strict=True), reverse=True)}
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["node", "station", "time_s"])
            for at in np.flatnonzero(found.ms >= 0).tolist():
                writer.writerow([roads.ids[at], names[int(found.source[at])], f"{found.ms[at] / 1000:.3f}"])
    except OSError as error:
        raise InputError("unwritable", file=out.name, why=type(error).__name__) from error
