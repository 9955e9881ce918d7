"""A council's sheet: what one, two and three more ambulance posts add, where, and how others of like density stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from ckanext.govinnov.dispatch_pages import governments
from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Row, Tables
from ckanext.govinnov.dispatch_pages.served import Served

TABLES = ("distances", "golden-time", "plans", "plan-sites", "priority-areas", "posts-needed")
#: Posts whose gain is told, governments of like density beside it, and areas by their gain.
STEPS, BESIDE, AREAS = 3, 6, 8
_CENTRE = {"post": "119-centre"}
#: A cost is typed in 100 million won.
WON = 100_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One more post: ``gain`` electors on top of the step before, ``places`` of all posts of this plan.

    ``won`` is the cost of one post for each elector whom it adds; None where none is typed in, or it adds nobody.
    """

    added: int
    gain: int
    covered: int
    share: float
    is_proven: bool
    grade: str
    places: tuple[str, ...]
    won: int | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A government of like density: electors for each km², and the share that its posts reach within the limit."""

    government: Government
    density: float
    share: Span | None


@dataclass(frozen=True, slots=True)
class Council:
    """What the sheet shows. ``limit`` is the row of the plan without a new post: what is reached today."""

    government: Government
    limit: Row | None
    steps: tuple[Step, ...]
    neighbours: tuple[Neighbour, ...]
    areas: tuple[Row, ...]
    needed: tuple[Row, ...]
    cost: str
    is_cost_wrong: bool
    is_mixed: bool
    tables: tuple[Served, ...]


def council(tables: Tables, government: Government, cost: str) -> Council:
    """The sheet of a government.

    Args:
        tables: Those of ``TABLES``, as far as they are published.
        government: Whose sheet it is.
        cost: What one post costs, as it was typed, in 100 million won; empty for no cost.
    """
    mine = {"government_code": government.code}
    plans = tables.rows("plans", **mine)
    price = won(cost)
    return Council(
        government=government,
        limit=plans[0] if plans else None,
        steps=tuple(_steps(plans, _places(tables.rows("plan-sites", **mine)), price)),
        neighbours=_neighbours(tables, government, plans[0] if plans else None),
        areas=tuple(tables.rows("priority-areas", **mine)[:AREAS]),
        needed=tuple(tables.rows("posts-needed", **mine)),
        cost=cost,
        is_cost_wrong=bool(cost) and price is None,
        is_mixed=tables.is_mixed,
        tables=tuple(one.served for one in tables),
    )


def won(cost: str) -> float | None:
    """A typed cost in won; None for what is no cost."""
    try:
        price = float(cost.replace(",", ""))
    except ValueError:
        return None
    return price * WON if 0 < price < math.inf else None


def _steps(plans: list[Row], places: dict[int, tuple[str, ...]], price: float | None) -> list[Step]:
    curve = sorted(plans, key=lambda row: row["added"])[: STEPS + 1]
    return [_step(before, row, places, price) for before, row in pairwise(curve)]


def _step(before: Row, row: Row, places: dict[int, tuple[str, ...]], price: float | None) -> Step:
    gain = row["covered"] - before["covered"]
    return Step(
        row["added"], gain, row["covered"], row["share"], row["proven"] == "true", row["grade"] or "",
        places.get(row["added"], ()), round(price / gain) if price and gain > 0 else None,
    )  # fmt: skip


def _places(sites: list[Row]) -> dict[int, tuple[str, ...]]:
    """Names of the 읍면동 of each plan's new posts, by how many are added."""
    places: dict[int, tuple[str, ...]] = {}
    for row in sites:
        places[row["added"]] = (*places.get(row["added"], ()), row["area_name"])
    return places


def _neighbours(tables: Tables, government: Government, limit: Row | None) -> tuple[Neighbour, ...]:
    """Governments of the same kind whose density is nearest by ratio, itself among them, by density."""
    densities = _densities(tables)
    if limit is None or government.code not in densities:
        return ()
    mine = math.log(densities[government.code])
    asked = {name: limit[name] for name in ("service", "clock", "limit_s")}
    rows = {row["government_code"]: row for row in tables.rows("golden-time", **asked)}
    same = [one for one in governments.governments(tables) if one.is_province == government.is_province]
    known = [one for one in same if one.code in densities]
    near = sorted(known, key=lambda one: (abs(math.log(densities[one.code]) - mine), one.code))[: BESIDE + 1]
    found = (Neighbour(one, densities[one.code], Span.of(rows.get(one.code), "share")) for one in near)
    return tuple(sorted(found, key=lambda one: one.density))


def _densities(tables: Tables) -> dict[str, float]:
    """Electors for each km², of governments whose area is published."""
    rows = tables.rows(governments.TABLE, **_CENTRE)
    return {row["government_code"]: row["total"] / row["land_km2"] for row in rows if row["land_km2"] and row["total"]}
