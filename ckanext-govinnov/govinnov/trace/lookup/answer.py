"""The answer to one look-up, in the shape that the page and the API give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from govinnov.trace.codes import Answer, Reading, read_code
from govinnov.trace.findings import Finding, finding
from govinnov.trace.lineage import Changes
from govinnov.trace.lineage.dump import circle
from govinnov.trace.lineage.model import is_inner
from govinnov.trace.lookup.book import Book
from govinnov.trace.lookup.known import Known
from govinnov.trace.lookup.onward import Sent, sent_on
from govinnov.trace.lookup.onward import onward as table
from govinnov.trace.lookup.origins import Back
from govinnov.trace.lookup.paging import Pages
from govinnov.trace.lookup.steps import code_of, steps
from govinnov.trace.lookup.totals import totals
from govinnov.trace.lookup.view import View, view

FIRST = Pages()
_NO_CONFLICTS: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with a lot that is known."""

    reading: Reading
    lot: str
    on: date | None


def answer(  # noqa: PLR0913, PLR0917 - what an answer stands on
    text: str,
    changes: Changes,
    on: date,
    known_at: datetime,
    conflicts: Mapping[str, Collection[str]] = _NO_CONFLICTS,
    pages: Pages = FIRST,
) -> dict[str, Any]:
    """Look a code up among changes.

    Args:
        text: What was typed.
        changes: All that is known.
        on: The day of the look-up, which gives the year to marks.
        known_at: As of when the changes are known; told in the answer.
        conflicts: Event ids with more than one content, and their keys; told where they touch the answer.
        pages: Which page of it.

    Returns:
        The JSON of ``trace lookup --json``. No recalls or inspections are known to files.

    Raises:
        PageError: There is no such page.
    """
    return answer_of(text, Book(changes), on, known_at, conflicts, pages)


def answer_of(  # noqa: PLR0913, PLR0917 - the same
    text: str,
    book: Book,
    on: date,
    known_at: datetime,
    conflicts: Mapping[str, Collection[str]] = _NO_CONFLICTS,
    pages: Pages = FIRST,
) -> dict[str, Any]:
    """The same of changes that are read many times."""
    read, known = read_code(text, on), book.known
    found = [Found(one, lot, day) for one in read.readings for lot, day in known.of(one)]
    match = _match(read, found)
    chosen = found[0] if match in ("exact", "repaired") else None
    lot = chosen.lot if chosen else ""
    page = _page(book, lot, pages)
    told = _told(book, lot, page) if chosen else _Told()
    token = pages.next(known_at, on, lot, page.now.names) if page.now.more else None
    return {
        "input": read.text,
        "match": match,
        **_named(chosen, found),
        "candidates": _candidates(read, found, chosen, known),
        "rehearsal": False,
        "known_at": known_at.isoformat(timespec="seconds"),
        **_shown(told),
        "unknown": [asdict(one) for one in _not_known(read, match, told, conflicts, pages.most if token else None)],
        "totals": told.totals,
        "next": token,
    }


def _named(chosen: Found | None, found: Sequence[Found]) -> dict[str, Any]:
    """The lot that is told, with the days that its reading may mean too; nothing where it is not sure which."""
    if chosen is None:
        return {"code": None, "family": None, "on": None, "other_dates": []}
    others = [_iso(one.on) for one in found[1:] if one.reading is chosen.reading]
    return {
        "code": code_of(chosen.lot),
        "family": chosen.reading.family,
        "on": _iso(chosen.on),
        "other_dates": others,
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
class _Page:
    """What is told with a page, and what was told before it."""

    now: View
    before: View | None

    @property
    def is_whole(self) -> bool:
        """Whether it is the only one."""
        return not self.now.more and self.before is None

    @property
    def keys(self) -> set[str]:
        """The records that are new with it."""
        before = {record.key for record in self.before.records} if self.before else set()
        return {record.key for record in self.now.records} - before


def _page(book: Book, lot: str, pages: Pages) -> _Page:
    """The page that is asked for, where it goes on from what was told; of no lot, there is only a first one."""
    before = view(book, lot, pages.told) if pages.told and lot else None
    pages.check(lot, before.names if before else ())
    return _Page(view(book, lot, pages.most), before)


class _Told(NamedTuple):
    """What is known of a lot: what an answer shows, and of which gaps, circles and records it has to speak."""

    steps: Sequence[dict[str, Any]] = ()
    origins: Sequence[dict[str, Any]] = ()
    sent: Sequence[Sent] = ()
    totals: dict[str, Any] | None = None
    joined: Sequence[str] = ()
    cycles: Sequence[list[str]] = ()
    keys: Set[str] = frozenset()


def _told(book: Book, lot: str, page: _Page) -> _Told:
    """The steps of a page, and whatever follows from all that was told with it."""
    now, graph, back = page.now, book.graph, Back(book, page.now.back)
    sent = sent_on((graph.edges[one] for one in now.onward.edges), now.records) if page.is_whole else ()
    return _Told(
        steps(now.records, now.reached, page.before.steps if page.before else frozenset()),
        back.origins(lot),
        sent,
        totals(graph, lot) if now.more and page.before is None else None,
        back.joined,
        back.cycles,
        page.keys,
    )


def _shown(told: _Told) -> dict[str, Any]:
    """What an answer shows of a lot; whoever knows what authorities and stewards say puts it in."""
    return {
        "steps": list(told.steps),
        "origins": list(told.origins),
        "inspections": [],
        "certificates": [],
        "onward": table(told.sent),
        "recall": {"state": "none", "reason_ko": None, "reason_en": None, "since": None, "path": []},
    }


def _not_known(
    read: Answer, match: str, told: _Told, conflicts: Mapping[str, Collection[str]], cut: int | None
) -> Iterator[Finding]:
    """What the answer can't say, and what to look at; ``cut``: how many nodes are told, where there are more."""
    yield from (one for one in read.findings if match == "malformed" or one.severity == "warning")
    if match == "unknown":
        yield finding("lot-not-known", value=read.text)
    elif match == "ambiguous" and read.readings[0].needs == "date":
        yield finding("date-needed", value=read.text)
    elif match in ("exact", "repaired") and not told.origins:
        yield finding("origin-not-reported", value=read.text)
    if cut:
        yield finding("answer-cut", value=read.text, limit=cut)
    yield from (finding("move-not-reported", value=code_of(lot)) for lot in told.joined if not is_inner(lot))
    yield from (circle(lots) for lots in told.cycles)
    touched = (name for name, keys in conflicts.items() if not told.keys.isdisjoint(keys))
    yield from (finding("event-id-conflict", value=one) for one in touched)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
