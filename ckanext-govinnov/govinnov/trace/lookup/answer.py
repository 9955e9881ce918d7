"""The answer to one look-up, in the shape that the page and the API give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from govinnov.trace.codes import Answer, Reading, read_code
from govinnov.trace.findings import Finding, finding
from govinnov.trace.lineage import Changes
from govinnov.trace.lineage.about import hands, named, things
from govinnov.trace.lineage.dump import circle
from govinnov.trace.lineage.model import Holding, Record
from govinnov.trace.lookup.book import Book
from govinnov.trace.lookup.known import Known
from govinnov.trace.lookup.onward import onward as table
from govinnov.trace.lookup.onward import sent_on
from govinnov.trace.lookup.origins import Back
from govinnov.trace.lookup.steps import code_of, steps

#: Nodes in one answer, each way, nearest first.
MOST = 500
_NO_CONFLICTS: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with a lot that is known."""

    reading: Reading
    lot: str
    on: date | None


def answer(
    text: str, changes: Changes, on: date, known_at: datetime, conflicts: Mapping[str, Collection[str]] = _NO_CONFLICTS
) -> dict[str, Any]:
    """Look a code up among changes.

    Args:
        text: What was typed.
        changes: All that is known.
        on: The day of the look-up, which gives the year to marks.
        known_at: As of when the changes are known; told in the answer.
        conflicts: Event ids with more than one content, and their keys; told where they touch the answer.

    Returns:
        The JSON of ``trace lookup --json``. No recalls or inspections are known to files.
    """
    return answer_of(text, Book(changes), on, known_at, conflicts)


def answer_of(
    text: str, book: Book, on: date, known_at: datetime, conflicts: Mapping[str, Collection[str]] = _NO_CONFLICTS
) -> dict[str, Any]:
    """The same of changes that are read many times."""
    read, known = read_code(text, on), book.known
    found = [Found(one, lot, day) for one in read.readings for lot, day in known.of(one)]
    match = _match(read, found)
    chosen = found[0] if match in ("exact", "repaired") else None
    told = _told(book, chosen) if chosen else _TOLD | {"keys": set()}
    return {
        "input": read.text,
        "match": match,
        "code": code_of(chosen.lot) if chosen else None,
        "family": chosen.reading.family if chosen else None,
        "on": _iso(chosen.on) if chosen else None,
        "other_dates": [_iso(one.on) for one in found[1:] if chosen and one.reading is chosen.reading],
        "candidates": _candidates(read, found, chosen, known),
        "rehearsal": False,
        "known_at": known_at.isoformat(timespec="seconds"),
        **{name: told[name] for name in _TOLD},
        "unknown": [asdict(one) for one in _not_known(read, match, told, conflicts)],
        "next": None,
    }


def _match(read: Answer, found: Sequence[Found]) -> str:
    """How well the text fits what is known."""
    if not read.readings:
        return "malformed"
    if not found:
        return "unknown"
    asks = found[0].reading.needs == "date"
    same = {one.reading.code for one in found if bool(one.reading.repairs) == bool(found[0].reading.repairs)}
    if asks or len(same) > 1:
        return "ambiguous"
    return "repaired" if found[0].reading.repairs else "exact"


def _candidates(read: Answer, found: Sequence[Found], chosen: Found | None, known: Known) -> list[dict[str, Any]]:
    """Other readings that are known; where none is, what looks alike; else how the text may be read."""
    if found:
        return [
            _candidate(one.reading, one.lot, one.on)
            for one in found
            if chosen is None or one.reading is not chosen.reading
        ]
    alike = [_candidate(one, lot, None) for one in read.readings for lot in known.look_alikes(one)]
    return alike or [_candidate(one, one.uri, one.on) for one in read.readings]


def _candidate(reading: Reading, lot: str, on: date | None) -> dict[str, Any]:
    repairs = [{"position": one.position, "read": one.read, "taken": one.taken} for one in reading.repairs]
    return {"code": code_of(lot), "family": reading.family, "on": _iso(on), "repairs": repairs}


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which records belong to an answer: those of its edges, and those that saw one of its lots where it was."""

    nodes: frozenset[Holding]
    lot: str
    walked: set[str]
    moved: frozenset[str]

    def has(self, record: Record) -> bool:
        """Whether a record belongs to it; what moved or made something else does not."""
        if record.key in self.walked or record.key in self.moved:
            return record.key in self.walked
        party = hands(record.event)[1]
        return self.lot in named(record.event) or any(
            Holding(one.lot, party) in self.nodes for one in things(record.event)
        )


def _told(book: Book, chosen: Found) -> dict[str, Any]:
    """What is known of one lot."""
    graph = book.graph
    seeds = graph.of_lot(chosen.lot)
    back, onward = graph.back(seeds, MOST), graph.forward(seeds, MOST)
    nodes = frozenset(graph.holdings[node] for node in (*back.nodes, *onward.nodes))
    walked = {graph.edges[edge].event for edge in (*back.edges, *onward.edges)}
    seen, reached = _Seen(nodes, chosen.lot, walked, book.moved), frozenset(node.lot for node in nodes)
    records = [one for one in book.about({*reached, chosen.lot}, walked) if seen.has(one)]
    before, cut = Back(book, back), max(len(back.nodes), len(onward.nodes)) >= MOST
    return {
        **_TOLD,
        "onward": _TOLD["onward"] if cut else table(sent_on((graph.edges[one] for one in onward.edges), records)),
        "steps": steps(records, reached),
        "origins": before.origins(chosen.lot),
        "cycles": before.cycles,
        "cut": cut,
        "keys": {record.key for record in records},
    }


def _not_known(
    read: Answer, match: str, told: dict[str, Any], conflicts: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """What the answer can't say, and what to look at."""
    yield from (one for one in read.findings if match == "malformed" or one.severity == "warning")
    if match == "unknown":
        yield finding("lot-not-known", value=read.text)
    elif match == "ambiguous" and read.readings[0].needs == "date":
        yield finding("date-needed", value=read.text)
    elif match in ("exact", "repaired") and not told["origins"]:
        yield finding("origin-not-reported", value=read.text)
    if told.get("cut"):
        yield finding("answer-cut", value=read.text, limit=MOST)
    yield from (circle(lots) for lots in told.get("cycles", ()))
    touched = (name for name, keys in conflicts.items() if not told["keys"].isdisjoint(keys))
    yield from (finding("event-id-conflict", value=one) for one in touched)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_TOLD: dict[str, Any] = {
    "steps": [],
    "origins": [],
    "inspections": [],
    "certificates": [],
    "onward": table([]),
    "recall": {"state": "none", "reason_ko": None, "reason_en": None, "since": None, "path": []},
}
