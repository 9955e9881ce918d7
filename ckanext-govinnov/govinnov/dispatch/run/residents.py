"""Residents by age near a 119 centre: counted by province, below it estimated, and said to be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govinnov.dispatch.demand.shares import apportion
from govinnov.dispatch.gazetteer.districts import short
from govinnov.dispatch.golden import FEWEST, Range, within
from govinnov.dispatch.inputs.governments import Government
from govinnov.dispatch.inputs.residents import AGES, Residents
from govinnov.dispatch.run.measure import Measure
from govinnov.dispatch.run.reasons import REASONS
from govinnov.dispatch.run.rows import three
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task

_RADIUS_KM, _ONE = 2, 0
_COUNTED = "시·도의 주민 통계. 사는 곳은 {weight}와 같다고 봄"
_ESTIMATED = "추정: 시·도의 주민을 선거인에 비례해 나눔. 사는 곳은 {weight}와 같다고 봄"
_WORDS = {"electors": "선거인 분포", "residents": "주민 분포", "calls": "신고 분포"}


def shared_out(
    governments: Sequence[Government], electors: Mapping[str, int], regions: Mapping[str, Residents]
) -> dict[str, Residents]:
    """Residents of each government, by its code.

    A province has its own, under whichever of its names they stand (Jeju has two). Those of a province are shared out
    among what is within it in proportion to electors, age by age, in whole residents that sum to the province's.

    Args:
        governments: Of the country.
        electors: Of each government but the provinces.
        regions: By name.
    """
    found: dict[str, Residents] = {}
    for province in (one for one in governments if one.is_province):
        if whole := _joined([one for name, one in regions.items() if short(name) == short(province.name) != ""]):
            own = [one.code for one in governments if not one.is_province and one.code.startswith(province.code)]
            found |= {province.code: whole, **_shared(whole, {code: electors[code] for code in own})}
    return found


def _joined(parts: Sequence[Residents]) -> Residents | None:
    """Sums over the names of one province, of the last year that any of them has."""
    last = [one for one in parts if one.year == max(other.year for other in parts)]
    return Residents(last[0].year, {age: sum(one.ages.get(age, 0) for one in last) for age in AGES}) if last else None


def _shared(whole: Residents, electors: Mapping[str, int]) -> dict[str, Residents]:
    found = {code: Residents(whole.year, {}) for code in electors}
    for age in AGES:
        for code, count in zip(electors, apportion(whole.ages[age], list(electors.values())), strict=True):
            found[code].ages[age] = count
    return found


def residents(task: Task, found: Measure | None) -> Iterator[Cells]:
    """A row for each age; none where no residents of the province are known."""
    if task.residents is not None:
        head = _head(task, task.residents.year)
        for age in AGES:
            total = task.residents.ages[age]
            yield {**head, "age": age, "total": total, **_near(task, found, total)}


def _head(task: Task, year: int) -> dict[str, Any]:
    basis = _COUNTED if task.government.is_province else _ESTIMATED
    return {
        "government_code": task.government.code,
        "government_name": task.government.name,
        "post": CENTRE,
        "radius_km": _RADIUS_KM,
        "weight": "residents",
        "year": year,
        "basis": basis.format(weight=_WORDS[task.weight]),
        "method": task.frame.method,
    }


def _near(task: Task, found: Measure | None, total: int) -> dict[str, Any]:
    """As large a part of the residents as of the weight is near; of few nothing is told."""
    if found is None:
        return {"status": "not-computed", "reason": REASONS[task.supplies[CENTRE].reason]}
    weights = [sum(area.total for area in part) for part in task.parts]
    near = within(found.parts, weights, [_RADIUS_KM * 1e3], _ONE)
    told = Range(*(_told(total * count / sum(weights), total) for count in near))
    return {**three("within", told), **three("share", told.of(total)), "status": "computed"}


def _told(count: float, total: int) -> int:
    whole = round(count)
    return 0 if whole < FEWEST else total if total - whole < FEWEST else whole
