"""What an answer tells of inspections and certificates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from govinnov.trace.epcis.numbers import plain
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.official import Certification, Inspection, Official

#: Inspections in one answer, the newest first.
MOST = 50


def official(found: Iterable[Official], lots: Collection[str], farms: Collection[str], day: date) -> dict[str, Any]:
    """The parts of an answer.

    Args:
        found: All that authorities say, in the order in which it came.
        lots: The lots of the answer, and what went into them.
        farms: Where they came from.
        day: The day on which certificates had to be valid.

    Returns:
        ``inspections``, the newest first, and ``certificates``.
    """
    known = [one for one in found if one.farm in farms or (isinstance(one, Inspection) and one.lot in lots)]
    inspections = [one for one in known if isinstance(one, Inspection)]
    newest = sorted(inspections, key=lambda one: one.on)[::-1]
    return {
        "inspections": [inspection(one) for one in newest[:MOST]],
        "certificates": certificates((one for one in known if isinstance(one, Certification)), day),
    }


def inspection(one: Inspection) -> dict[str, Any]:
    """An inspection of an answer."""
    return {
        "on": one.on.isoformat(),
        "farm": one.farm or None,
        "code": code_of(one.lot) if one.lot else None,
        "item": one.item,
        "value": None if one.value is None else plain(one.value),
        "limit": None if one.limit is None else plain(one.limit),
        "unit": one.unit or None,
        "verdict": one.verdict,
    }


def certificates(found: Iterable[Certification], day: date) -> list[dict[str, Any]]:
    """Each kind of each farm once: whether one of its certificates was valid; what is not reported is not listed."""
    kinds: dict[tuple[str, str], bool] = {}
    for one in found:
        kinds[one.farm, one.kind] = kinds.get((one.farm, one.kind), False) or one.valid_on(day)
    return [
        {"farm": farm, "kind": kind, "on": day.isoformat(), "valid": valid}
        for (farm, kind), valid in sorted(kinds.items())
    ]


def day_of(told: dict[str, Any], on: date) -> date:
    """The day of a lot: that of its code, or else of the first step that is known."""
    days = (told["on"], *(step["date"] for step in told["steps"]))
    return next((date.fromisoformat(day) for day in days if day), on)
