"""우리 동네: one government, as somebody who lives there reads it."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages import maps, start
from ckanext.govinnov.dispatch_pages.cameras import Cameras, cameras
from ckanext.govinnov.dispatch_pages.country import Country, country
from ckanext.govinnov.dispatch_pages.drawing import Drawing
from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.minutes import POLICE, Limit, limits, reason
from ckanext.govinnov.dispatch_pages.published import Row, Tables
from ckanext.govinnov.dispatch_pages.served import Served
from ckanext.govinnov.dispatch_pages.start import Entry

TABLES = ("distances", "facts", "golden-time", "areas", "ranks", "cctv", "cctv-areas", "priority-areas")
CENTRE, STATION = {"post": "119-centre"}, {"post": "police-station"}


@dataclass(frozen=True, slots=True)
class Reach:
    """How many live within so many kilometres of a post."""

    km: int
    share: Span


@dataclass(frozen=True, slots=True)
class Land:
    """One 읍면동: how many electors it has, how far half of them have it, how many are within 2 km."""

    code: str
    name: str
    total: int | None
    median: Span | None
    near: Span | None


@dataclass(frozen=True, slots=True)
class Police:
    """The same of police stations where their places are known well enough; else why not (Korean, English)."""

    median: Span | None
    reaches: tuple[Reach, ...]
    limits: tuple[Limit, ...]
    reason: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """What the page of a government shows; ``head`` is its row of distances, ``best`` the first priority area."""

    government: Government
    head: Row
    median: Span | None
    reaches: tuple[Reach, ...]
    limits: tuple[Limit, ...]
    police: Police
    cameras: Cameras
    country: Country | None
    best: Row | None
    lands: tuple[Land, ...]
    districts: tuple[Entry, ...]
    drawing: Drawing | None
    is_mixed: bool
    tables: tuple[Served, ...]
    files: tuple[Served, ...]

    @property
    def near(self) -> Span | None:
        """How many live within 2 km."""
        return next((one.share for one in self.reaches if one.km == 2), None)


def place(tables: Tables, government: Government) -> Place:
    """The page of a government."""
    code = government.code
    head = tables.first("distances", government_code=code, **CENTRE) or {}
    found = limits(tables, code)
    return Place(
        government=government,
        head=head,
        median=Span.of(head, "median_km"),
        reaches=_reaches(tables, code, CENTRE),
        limits=tuple(one for one in found if one.service != POLICE),
        police=_police(tables, code, tuple(one for one in found if one.service == POLICE)),
        cameras=cameras(tables, code),
        country=None if government.is_province else country(tables, code),
        best=tables.first("priority-areas", government_code=code, rank=1),
        lands=tuple(map(_land, tables.rows("areas", government_code=code, **CENTRE))),
        districts=start.districts(tables, government) if government.is_province else (),
        drawing=maps.drawn(tables.files),
        is_mixed=tables.is_mixed,
        tables=tuple(one.served for one in tables),
        files=tables.files,
    )


def _reaches(tables: Tables, code: str, post: Row) -> tuple[Reach, ...]:
    rows = tables.rows("facts", government_code=code, **post)
    found = ((row["radius_km"], Span.of(row, "share")) for row in rows)
    return tuple(Reach(km, share) for km, share in found if share)


def _police(tables: Tables, code: str, scenarios: tuple[Limit, ...]) -> Police:
    row = tables.first("distances", government_code=code, **STATION) or {}
    return Police(Span.of(row, "median_km"), _reaches(tables, code, STATION), scenarios, reason(row))


def _land(row: Row) -> Land:
    return Land(
        row["area_code"], row["area_name"], row["total"], Span.of(row, "median_km"), Span.of(row, "share_2km")
    )  # fmt: skip
