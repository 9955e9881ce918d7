"""The start page: every government with its figures, by code and not by rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ckanext.govinnov.dispatch_pages import governments
from ckanext.govinnov.dispatch_pages.country import NEAR, TARGET
from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Row, Tables

TABLES = ("distances", "facts", "golden-time")
POST = {"post": "119-centre"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; None where a figure is not published or was not computed."""

    government: Government
    median: Span | None
    near: Span | None
    reached: Span | None


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
    return Start(query, _entries(tables, chosen), len(everyone), tables.rows(governments.TABLE)[0]["reference_date"])


def districts(tables: Tables, province: Government) -> tuple[Entry, ...]:
    """The districts of a province."""
    everyone = governments.governments(tables)
    return _entries(tables, (one for one in everyone if one.code.startswith(province.code) and one != province))


def _entries(tables: Tables, chosen: Iterable[Government]) -> tuple[Entry, ...]:
    distances = _by_code(tables, governments.TABLE, **POST)
    near, reached = _by_code(tables, "facts", **NEAR), _by_code(tables, "golden-time", **TARGET)
    return tuple(_entry(one, distances.get(one.code), near.get(one.code), reached.get(one.code)) for one in chosen)


def _entry(one: Government, distance: Row | None, near: Row | None, reached: Row | None) -> Entry:
    return Entry(one, Span.of(distance, "median_km"), Span.of(near, "share"), Span.of(reached, "share"))


def _by_code(tables: Tables, name: str, **equal: Any) -> Mapping[str, Row]:
    return {row["government_code"]: row for row in tables.rows(name, **equal)}
