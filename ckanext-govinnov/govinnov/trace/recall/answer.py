"""What a recall reaches, in the shape that the command and the steward's pages give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from govinnov.trace.codes.written import day_of, kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.ground import Ground
from govinnov.trace.recall.places import districts
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.recall.quantities import outputs, quantities
from govinnov.trace.recall.reach import Reach
from govinnov.trace.shares import Interval, rounded
from govinnov.trace.shares.amounts import Amount
from govinnov.trace.shares.intervals import number


def answer(ground: Ground, predicate: Predicate, found: Reach, known_at: datetime) -> dict[str, Any]:
    """All lots of a recall.

    Args:
        ground: Where `found` was found.
        predicate: What is recalled.
        found: What it reaches.
        known_at: As of when; told in the answer.

    Returns:
        The JSON of ``trace recall --json``.
    """
    made = outputs(found)
    unmade = [lot for lot, one in made.items() if not one]
    said = list(ground.saying(unmade)) if unmade else []
    amounts, places = quantities(found, made, said), districts(ground, found, made.keys(), said)
    rows = sorted((_row(lot, found, amounts[lot], places.get(lot)) for lot in made), key=_rank)
    return {
        "farm": predicate.farm,
        "from": predicate.first.isoformat(),
        "to": predicate.last.isoformat(),
        "known_at": known_at.isoformat(timespec="seconds"),
        "rehearsal": False,
        "seeds": sorted(row["code"] for row in rows if row["hops"] == 0),
        "lots": rows,
        "totals": {"lots": len(rows), "exposed": _totals(rows)},
        "truncated": found.walked.truncated,
    }


def _row(lot: str, found: Reach, quantity: Amount, district: str | None) -> dict[str, Any]:
    share = found.shares[lot]
    hops, via = found.before[lot]
    unit, whole = min(quantity.items(), default=("", None))
    return {
        "code": code_of(lot),
        "on": _iso(day_of(lot) or _made_on(lot, found)),
        "kind": kind_of(lot),
        "district": district,
        "hops": hops,
        "via": code_of(via) if via else None,
        "quantity": None if whole is None else number(whole),
        "unit": unit or None,
        "share": rounded(share),
        "exposed": _exposed(share, whole),
    }


def _exposed(share: Interval, whole: Fraction | None) -> list[float | None]:
    """The share of the quantity; where that is not known, anything from nothing on."""
    return [0, None] if whole is None else [number(one * whole) for one in share]


def _made_on(lot: str, found: Reach) -> date | None:
    """The first day on which something made a lot."""
    days = {
        korean_day(found.walked.facts[event].at) for making in found.walked.makings.of(lot) for event in making.events
    }
    return min((day for day in days if day), default=None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rank(row: Mapping[str, Any]) -> tuple[bool, float, float, str]:
    """The most exposed first; lots of unknown quantity last."""
    least, most = row["exposed"]
    return most is None, -(most or 0), -least, row["code"]


def _totals(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lots and exposed quantities by kind and unit; those of unknown quantity are counted only."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["kind"] or "", row["unit"] or ""), []).append(row)
    return [
        {"kind": kind or None, "unit": unit or None, "lots": len(many), "exposed": _sum(many)}
        for (kind, unit), many in sorted(found.items())
    ]


def _sum(rows: Iterable[Mapping[str, Any]]) -> list[float]:
    exposed = [row["exposed"] for row in rows if row["exposed"][1] is not None]
    return [number(sum((Fraction(str(one[side])) for one in exposed), Fraction(0))) for side in (0, 1)]
