"""The start page: every government with its figures, by code and not by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ckanext.govinnov.dispatch_pages import governments
from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Row, Tables

TABLES = ("distances", "facts", "golden-time")
#: What the columns of the list are: the facts of fire stations within so many km, and fires within so many seconds.
POST = {"post": "119-centre"}
NEAR = {**POST, "radius_km": 2}
REACHED = {"service": "fire", "clock": "receipt-scene", "limit_s": 420}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; None where a figure is not published or was not computed."""

    government: Government
    median: Span | None
    near: Span | None
    reached: Span | None
    grade: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page shows. ``total`` is how many there are before ``query``."""

    query: str
    entries: tuple[Entry, ...]
    total: int
    reference_date: str


def start(tables: Tables, query: str) -> Start:
    """The page for a query; an empty one is for all."""
    everyone = governments.governments(tables)
    chosen = governments.matching(everyone, query)
    distances, near, reached = (
        _by_code(tables, "distances", **POST), _by_code(tables, "facts", **NEAR),
        _by_code(tables, "golden-time", **REACHED),
    )  # fmt: skip
    entries = (_entry(one, distances.get(one.code), near.get(one.code), reached.get(one.code)) for one in chosen)
    return Start(query, tuple(entries), len(everyone), next(iter(distances.values()))["reference_date"])


def _entry(one: Government, distance: Row | None, near: Row | None, reached: Row | None) -> Entry:
    grade = (distance or {}).get("grade") or ""
    return Entry(one, Span.of(distance, "median_km"), Span.of(near, "share"), Span.of(reached, "share"), grade)


def _by_code(tables: Tables, name: str, **equal: Any) -> Mapping[str, Row]:
    return {row["government_code"]: row for row in tables.rows(name, **equal)}
