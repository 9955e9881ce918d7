"""우리 동네: one government, as somebody who lives there reads it."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Row, Tables
from ckanext.govinnov.dispatch_pages.served import PREFIX

TABLES = ("distances", "facts", "golden-time", "areas", "ranks", "comparison", "cctv", "cctv-areas", "priority-areas")
POST = {"post": "119-centre"}


@dataclass(frozen=True, slots=True)
class Place:
    """What the page of a government shows."""

    government: Government
    distance: Row
    median: Span | None
    near: Span | None


def dataset(code: str) -> str:
    """The dataset of one government: its map and its plans."""
    return f"{PREFIX}government-{code}"


def place(tables: Tables, government: Government) -> Place:
    """The page of a government."""
    mine = {"government_code": government.code}
    distance = tables.first("distances", **mine, **POST) or {}
    near = tables.first("facts", **mine, **POST, radius_km=2)
    return Place(government, distance, Span.of(distance, "median_km"), Span.of(near, "share"))
