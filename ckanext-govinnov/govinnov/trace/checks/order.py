"""Time: nothing is handed on before it came, laid before its hens, or laid after the report of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from govinnov.trace.checks.balance import is_laying
from govinnov.trace.checks.facts import Facts, Found, told
from govinnov.trace.codes.written import day_of, farm_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.findings import finding
from govinnov.trace.lineage.dump import circle
from govinnov.trace.lineage.model import Holding, is_inner
from govinnov.trace.lineage.order import cycles
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.official import Certification
from govinnov.trace.recall.predicate import is_marked

#: The housings that a certificate of a kind allows. Source: the standards of animal welfare and of organic farming,
#: both of which forbid cages.
HOUSINGS: Mapping[str, str] = {"동물복지": "12", "유기축산": "12", "animal-welfare": "12", "organic": "12"}


def laying(facts: Facts) -> Iterator[Found]:
    """Marks whose date is before their hens came, or after the report that they were laid."""
    for edge in facts.changes.edges:
        laid = day_of(edge.target.lot) if is_laying(edge) else None
        first = _first(facts, edge.source) if laid else None
        came = korean_day(first) if first else None
        if laid and came and laid < came:
            wrong = finding("laid-before-flock", value=code_of(edge.target.lot), laid=laid, came=came)
            yield Found(wrong, edge.target.party, edge.target.lot)
    for lot, day in _reported(facts).items():
        laid = day_of(lot)
        if laid and laid > day:
            yield Found(finding("laid-after-report", value=code_of(lot), laid=laid, reported=day), lot=lot)


def _first(facts: Facts, holding: Holding) -> datetime | None:
    """When a lot first came to where it is, or began there."""
    came = [facts.times[edge.event] for edge in facts.came.get(holding, ())]
    begun = [record.at for record in facts.begun.get(holding, ())]
    return min((*came, *begun), default=None)


def _reported(facts: Facts) -> dict[str, date]:
    """The day on which each mark was first reported."""
    found: dict[str, date] = {}
    for record in facts.changes.records:
        day = korean_day(record.at)
        for lot in (item.lot for item in told(record) if is_marked(item.lot)):
            if day:
                found[lot] = min(day, found.get(lot, day))
    for edge in facts.changes.edges:
        day = facts.day(edge.event)
        if day and is_marked(edge.target.lot):
            found[edge.target.lot] = min(day, found.get(edge.target.lot, day))
    return found


def times(facts: Facts) -> Iterator[Found]:
    """Lots that left before they came; those that would have made themselves are another finding."""
    inside = {lot for group in _circles(facts) for lot in group}
    found = dict[str, str]()
    for holding, left in facts.left.items():
        first, out = _first(facts, holding), [edge for edge in left if not is_laying(edge)]
        known = first is not None and holding.lot not in inside and not is_inner(holding.lot)
        if known and any(facts.times[edge.event] < first for edge in out):  # type: ignore[operator]
            found.setdefault(holding.lot, holding.party)
    yield from (Found(finding("time-order", value=code_of(lot)), found[lot], lot) for lot in sorted(found))


def circles(facts: Facts) -> Iterator[Found]:
    """Lots that would have made themselves."""
    for group in _circles(facts):
        first = str(circle(group).value)
        yield Found(finding("make-cycle", value=code_of(first), lots=len(group)), lot=first)


def _circles(facts: Facts) -> list[list[str]]:
    sources: dict[str, set[str]] = {}
    for edge in facts.changes.edges:
        if edge.kind == "make":
            sources.setdefault(edge.target.lot, set()).add(edge.source.lot)
    return cycles(sources, lambda lot: sources.get(lot, ()))


def housing(facts: Facts, certificates: Iterable[Certification]) -> Iterator[Found]:
    """Marks whose last sign a certificate of their farm forbids on that day."""
    by_farm: dict[str, list[Certification]] = {}
    for one in certificates:
        by_farm.setdefault(one.farm, []).append(one)
    for lot in sorted({holding.lot for holding in facts.changes.holdings if is_marked(holding.lot)}):
        day, farm, sign = day_of(lot), farm_of(lot), lot[-1]
        for one in by_farm.get(farm or "", ()):
            if day and one.valid_on(day) and sign not in HOUSINGS.get(one.kind, sign):
                wrong = finding("housing-not-certified", value=code_of(lot), kind=one.kind, housing=sign)
                yield Found(wrong, lot=lot)
