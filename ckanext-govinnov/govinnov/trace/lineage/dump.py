"""All that is known as sorted lines of JSON, by natural keys: the same bytes for the same feed, whoever kept it.

Neither ids, nor record times, nor file names are in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from govinnov.trace.epcis.numbers import plain
from govinnov.trace.epcis.times import utc
from govinnov.trace.findings import Finding, finding
from govinnov.trace.lineage.model import Changes, Containment, Edge, is_inner
from govinnov.trace.lineage.order import cycles
from govinnov.trace.lineage.records import State

_AMOUNTS = ("quantity", "unit", "made", "made_unit")
#: What a line is about, in the order of the dump; each kind is sorted by its values, code point by code point.
FIELDS: dict[str, tuple[str, ...]] = {
    "lot": ("lot",),
    "holding": ("lot", "party"),
    "edge": ("from_lot", "from_party", "to_lot", "to_party", "kind", "event", *_AMOUNTS, "times"),
    "containment": ("parent", "child", "since", "until"),
    "void": ("by", "name"),
    "conflict": ("event_id",),
    "finding": ("code", "value"),
}

Row = tuple[str, ...]


def dump(state: State, changes: Changes) -> Iterator[str]:
    """The lines of a state and of what it changed."""
    for kind, rows in _rows(state, changes).items():
        yield from (line(kind, row) for row in sorted(set(rows)))


def line(kind: str, row: Iterable[str]) -> str:
    """One line, without its end; what is not there is an empty text."""
    return json.dumps({"line": kind, **dict(zip(FIELDS[kind], row, strict=True))}, ensure_ascii=False)


def moment(at: datetime | None) -> str:
    """A moment in UTC to the microsecond; in its own offset where UTC would leave the calendar."""
    if at is None:
        return ""
    shifted = utc(at)
    return (shifted or at).isoformat(timespec="microseconds").replace("+00:00", "Z")


def missing_corrective(name: str) -> Finding:
    """A declaration names an event that nobody sent."""
    return finding("corrective-not-known", value=name)


def circle(lots: Iterable[str]) -> Finding:
    """Lots would have made themselves: the first by name, and how many they are."""
    real = sorted(lot for lot in lots if not is_inner(lot))
    return finding("make-cycle", value=real[0], lots=len(real))


def _rows(state: State, changes: Changes) -> dict[str, list[Row]]:
    times = {record.key: record.times for record in state.records}
    return {
        "lot": [(lot,) for lot in _lots(changes)],
        "holding": list(changes.holdings),
        "edge": [_edge(edge, times) for edge in changes.edges],
        "containment": [_containment(one) for one in changes.containments],
        "void": [tuple(void) for void in state.voids if void.by != "hash"],
        "conflict": [(name,) for name in state.conflicts],
        "finding": [(one.code, str(one.value)) for one in _findings(state, changes)],
    }


def _findings(state: State, changes: Changes) -> Iterator[Finding]:
    yield from map(missing_corrective, state.missing)
    sources: dict[str, set[str]] = {}
    for edge in changes.edges:
        if edge.kind == "make":
            sources.setdefault(edge.target.lot, set()).add(edge.source.lot)
    yield from map(circle, cycles(sources, lambda lot: sources.get(lot, ())))


def _lots(changes: Changes) -> Iterator[str]:
    yield from (holding.lot for holding in changes.holdings)
    yield from (lot for one in changes.containments for lot in (one.parent, one.child))


def _edge(edge: Edge, times: Mapping[str, int]) -> Row:
    amounts = _amount(edge.quantity), edge.unit or "", _amount(edge.made), edge.made_unit or ""
    return (*edge.source, *edge.target, edge.kind, edge.event, *amounts, str(times[edge.event]))


def _amount(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def _containment(one: Containment) -> Row:
    return one.parent, one.child, moment(one.since), moment(one.until)
