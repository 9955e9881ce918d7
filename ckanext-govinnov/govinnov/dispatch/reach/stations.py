"""Stations, and the node of the network that each one leaves from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.reach.frames import LINE, frame
from govinnov.dispatch.reach.places import lonlats
from govinnov.dispatch.reach.roads import RADIUS_M, Floats, Ints, Roads

#: A station farther than this from every node of the network can't be used.
TOO_FAR_M = 500.0
_COLUMNS = (("id", "lon", "lat"), ("id", "x", "y", "crs"), ("id", "node"))


@dataclass(frozen=True, slots=True)
class Stations:
    """Stations that can be used.

    Attributes:
        given: Rows of the file.
        too_far: Rows whose station is too far from the network.
        ids: Names of the ones that are used, and the node (place in ``Roads.ids``) of each.
        findings: What is wrong with the others.
    """

    given: int
    too_far: int
    ids: list[str]
    nodes: Ints
    findings: Sequence[Finding]


def read_stations(path: Path, roads: Roads) -> Stations:
    """Read a table with ``id`` and lon/lat, x/y/crs or ``node``, and put each station on its nearest node.

    Raises:
        InputError: ``unreadable``, ``missing-column`` or ``unknown-crs``.
    """
    table, findings = frame(path, *_COLUMNS), list[Finding]()
    ids, lonlat = table["id"].to_list(), lonlats(table, path.name, "", findings)
    repeated = np.flatnonzero(~table["id"].is_first_distinct().to_numpy())
    named = {name: at for at, name in enumerate(roads.ids)} if "node" in table.columns else {}
    nodes = np.array([named.get(one, -1) for one in table["node"]] if named else [-1] * len(ids), dtype=np.int64)
    placed = np.isfinite(lonlat).all(axis=1) & (nodes < 0)
    metres = np.full(len(ids), np.nan)
    metres[placed], nodes[placed] = nearest(roads, lonlat[placed])
    far, lost = metres > TOO_FAR_M, nodes < 0
    told = {"repeated-station": repeated, "station-too-far": np.flatnonzero(far)}
    lines = table[LINE].to_list()
    for code, rows in {**told, "station-without-coordinates": np.flatnonzero(lost)}.items():
        findings.extend(Finding(code, path.name, lines[row]) for row in rows)
    used = ~lost & ~far
    return Stations(len(ids), int(far.sum()), [ids[at] for at in np.flatnonzero(used)], nodes[used], findings)


def nearest(roads: Roads, places: Floats) -> tuple[Floats, Ints]:
    """Metres to the nearest node of each place, straight on (infinite if no node is placed), and the node."""
    from scipy.spatial import cKDTree

    located = np.flatnonzero(np.isfinite(roads.lonlat).all(axis=1))
    if not len(located) or not len(places):
        return np.full(len(places), np.inf), np.zeros(len(places), dtype=np.int64)
    metres, at = cKDTree(_on_sphere(roads.lonlat[located])).query(_on_sphere(places))
    return metres, located[at]


def _on_sphere(lonlat: Floats) -> Floats:
    lon, lat = np.radians(lonlat).T
    return RADIUS_M * np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
