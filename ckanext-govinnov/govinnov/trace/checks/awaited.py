"""What should have been reported by now: the law gives five days from a movement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from govinnov.trace.checks.facts import Facts, Found
from govinnov.trace.codes.written import kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.findings import finding
from govinnov.trace.lineage.about import here
from govinnov.trace.lineage.model import Edge, Holding, is_inner
from govinnov.trace.lookup.awaited import REPORT_DAYS
from govinnov.trace.lookup.steps import code_of

#: Whoever does this has to say what became of what came.
_REPORTING = ("packing", "repackaging", "killing")


def awaited(facts: Facts) -> Iterator[Found]:
    """Lots that came to who packs or slaughters, or that were numbered there or laid, and never went on.

    Packs may wait in store, and birds grow: these are not awaited.
    """
    obliged = {here(record.event) for record in facts.makings(*_REPORTING)}
    today = korean_day(facts.at)
    for holding, came in sorted(facts.came.items()):
        if holding in facts.left or holding in facts.ended or not _is_awaited(holding, came, obliged):
            continue
        day = korean_day(max(facts.times[edge.event] for edge in came))
        late = (today - day - timedelta(days=REPORT_DAYS)).days if today and day else 0
        if late > 0:
            yield Found(finding("report-overdue", value=code_of(holding.lot), days=late), holding.party, holding.lot)


def _is_awaited(holding: Holding, came: list[Edge], obliged: set[str]) -> bool:
    if is_inner(holding.lot):
        return False
    moved = any(edge.kind == "move" for edge in came)
    return holding.party in obliged if moved else kind_of(holding.lot) in ("egg", "chicken", "duck")
