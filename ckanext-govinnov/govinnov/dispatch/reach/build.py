"""From what a reader found to a network of arrays; what can't be used is a finding."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.reach.roads import Floats, Ints, Link, Roads, great_circle, milliseconds
from govinnov.dispatch.reach.speeds import OTHERWISE


@dataclass(slots=True)
class Draft:
    """Nodes and links as they stand in a file."""

    file: str
    nodes: dict[str, tuple[float, float]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)

    def add_node(self, name: str, lon: float | None, lat: float | None) -> None:
        """Add a node; one without a place on earth has none."""
        if name in self.nodes:
            self.findings["repeated-node"] += 1
        if lon is None or lat is None or not (abs(lon) <= 180 and abs(lat) <= 90):
            self.findings["node-without-coordinates"] += 1
            lon = lat = math.nan
        self.nodes[name] = (lon, lat)

    def roads(self) -> Roads:
        """The network; links without a time are left out."""
        places = {name: at for at, name in enumerate(self.nodes)}
        known = [link for link in self.links if link.tail in places and link.head in places]
        self.findings["unknown-node"] += len(self.links) - len(known)
        lonlat = np.array(list(self.nodes.values()), dtype=np.float64).reshape(-1, 2)
        tail, head = (np.array([places[getattr(link, end)] for link in known], dtype=np.int64) for end in _ENDS)
        metres, kmh = self._lengths(known, lonlat, tail, head), _kmh(known)
        timed = np.isfinite(metres)
        self.findings["link-without-length"] += int((~timed).sum())
        ms = milliseconds(metres[timed], kmh[timed])
        findings = [Finding(code, self.file, 0, count) for code, count in sorted((+self.findings).items())]
        return Roads(list(places), lonlat, tail[timed], head[timed], ms, findings, self.file)

    def _lengths(self, links: list[Link], lonlat: Floats, tail: Ints, head: Ints) -> Floats:
        """Metres of each link; from the coordinates of its ends where the file gives none."""
        metres = np.array([math.nan if link.metres is None else link.metres for link in links], dtype=np.float64)
        missing = ~(metres >= 0)
        self.findings["missing-length"] += int(missing.sum())
        metres[missing] = great_circle(lonlat[tail[missing]], lonlat[head[missing]])
        return metres


_ENDS = ("tail", "head")


def _kmh(links: list[Link]) -> Floats:
    return np.array([link.kmh or OTHERWISE for link in links], dtype=np.float64)
