"""Stations, and the node of the network that each one leaves from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govinnov.dispatch.reach.places import lonlat
from govinnov.dispatch.reach.roads import RADIUS_M, Floats, Ints, Roads
from govinnov.dispatch.tables import rows

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
        findings: What is wrong with the others, by code.
    """

    given: int
    too_far: int
    ids: list[str]
    nodes: Ints
    findings: Counter[str]


def read_stations(path: Path, roads: Roads) -> Stations:
    """Read a table with ``id`` and lon/lat, x/y/crs or ``node``, and put each station on its nearest node.

    Raises:
        InputError: ``unreadable``, ``missing-column`` or ``unknown-crs``.
    """
    named = {name: at for at, name in enumerate(roads.ids)}
    ids, places, findings = [], [], Counter[str]()
    at_node: dict[str, int] = {}
    for line, row in rows(path, *_COLUMNS):
        lon, lat = lonlat(row, path.name, line)
        if row["id"] in at_node:
            findings["repeated-station"] += 1
        at_node[row["id"]] = named.get(row.get("node", ""), -1)
        ids.append(row["id"])
        places.append((np.nan if lon is None else lon, np.nan if lat is None else lat))
    return _placed(roads, ids, np.array(places, dtype=np.float64).reshape(-1, 2), at_node, findings)


def _placed(roads: Roads, ids: list[str], places: Floats, at_node: dict[str, int], findings: Counter[str]) -> Stations:
    nodes = np.array([at_node[name] for name in ids], dtype=np.int64)
    placed = np.isfinite(places).all(axis=1) & (nodes < 0)
    metres = np.full(len(ids), np.nan)
    metres[placed], nodes[placed] = nearest(roads, places[placed])
    far = metres > TOO_FAR_M
    findings["station-too-far"] += int(far.sum())
    findings["station-without-coordinates"] += int((nodes < 0).sum())
    used = (nodes >= 0) & ~far
    return Stations(len(ids), int(far.sum()), [ids[at] for at in np.flatnonzero(used)], nodes[used], +findings)


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
