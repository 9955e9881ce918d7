"""What authorities say in a rehearsal: every farm is inspected by turns, and most are certified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from govinnov.trace.recall.official import Certification, Inspection
from govinnov.trace.rehearsal.draws import Draws, stream, whole, within
from govinnov.trace.rehearsal.nation import Nation

#: Days from one inspection of a farm to the next.
EVERY = 60
#: Of so many inspections one finds too much.
_FAILS = 400
#: What is looked for, and its limit in mg/kg. Source: Korea's residue limits for eggs.
_LIMITS = {"피프로닐": Decimal("0.02"), "비펜트린": Decimal("0.01")}
_UNIT = "mg/kg"


def inspections(nation: Nation, day: date) -> Iterator[Inspection]:
    """The farms that are inspected on a day."""
    for signs in sorted({layer.signs for layer in nation.layers}):
        if (day.toordinal() + whole(stream(nation.seed, "turn", signs), 1, EVERY)) % EVERY == 0:
            yield _inspected(stream(nation.seed, "inspection", signs, day), signs, day)


def _inspected(draws: Draws, signs: str, day: date) -> Inspection:
    items = list(_LIMITS)
    item = items[whole(draws, 0, len(items) - 1)]
    failed, limit = whole(draws, 1, _FAILS) == 1, _LIMITS[item]
    share = within(draws, 1.1, 3) if failed else within(draws, 0, 0.9)
    value = round(limit * Decimal(str(round(share, 3))), 5)
    return Inspection(day, item, "fail" if failed else "pass", value, limit, _UNIT, signs)


def certificates(nation: Nation, first: date) -> Iterator[Certification]:
    """Farms all of whose hens walk about are certified for animal welfare; most farms for how they work."""
    caged = {layer.signs for layer in nation.layers if layer.housing in "34"}
    for signs in sorted({layer.signs for layer in nation.layers}):
        begun = first - timedelta(days=365)
        if signs not in caged:
            yield Certification(signs, "동물복지", begun)
        draw = whole(stream(nation.seed, "haccp", signs), 1, 20)
        if draw > 1:
            ended = first - timedelta(days=30) if draw == 2 else first + timedelta(days=3 * 365)
            yield Certification(signs, "HACCP", begun, ended)


def row(found: Inspection | Certification) -> Mapping[str, str]:
    """One of them as a row of its table."""
    if isinstance(found, Certification):
        last = found.last.isoformat() if found.last else ""
        return {"farm_code": found.farm, "kind": found.kind, "first": found.first.isoformat(), "last": last}
    amounts = {"value": str(found.value), "limit": str(found.limit), "unit": found.unit}
    verdict = "적합" if found.verdict == "pass" else "부적합"
    told = {"inspected_on": found.on.isoformat(), "farm_code": found.farm, "item": found.item}
    return {**told, **amounts, "verdict": verdict}
