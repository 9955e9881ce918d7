"""A road network as arrays: places, and arcs in whole milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.findings import Finding

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Roads:
    """A directed network.

    Attributes:
        ids: Names of the nodes, in the order of the file.
        lonlat: Longitude and latitude of each node (WGS 84), shape (nodes, 2); NaN where the file has none.
        tail: Place in ``ids`` where an arc begins.
        head: Where it ends.
        ms: Time along it in whole milliseconds.
        findings: What was wrong with the file.
        file: Where nodes stand, and the line of each; 0 where lines are not known.
        lines: See ``file``.
    """

    ids: Sequence[str]
    lonlat: Floats
    tail: Ints
    head: Ints
    ms: Ints
    findings: Sequence[Finding] = ()
    file: str = ""
    lines: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Link:
    """One way along a road, as a reader of files found it; metres and km/h are None where the file has none."""

    tail: str
    head: str
    metres: float | None
    kmh: float | None


def milliseconds(metres: Floats, kmh: Floats) -> Ints:
    """Time of an arc, rounded to a whole millisecond: t = 3,600·d/v."""
    ms: Ints = np.rint(metres * 3600 / kmh).astype(np.int64)
    return ms


def great_circle(one: Floats, other: Floats) -> Floats:
    """Metres between places given as longitude and latitude (haversine, radius 6,371,009 m)."""
    (lon1, lat1), (lon2, lat2) = np.radians(one).T, np.radians(other).T
    chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    metres: Floats = 2 * RADIUS_M * np.arcsin(np.sqrt(chord))
    return metres


RADIUS_M = 6_371_009.0
