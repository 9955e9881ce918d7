"""What somebody sends for capture → the events that may be stored, and what is wrong with the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from govinnov.trace.epcis.interface.problems import Problem, invalid, too_large
from govinnov.trace.epcis.interface.versions import MOST_BYTES, MOST_EVENTS
from govinnov.trace.epcis.model import Document, Unreadable
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.feeds.screening import screened
from govinnov.trace.findings import CODES, Finding
from govinnov.trace.lineage.records import Reported, reported
from govinnov.trace.rehearsal.marked import is_rehearsal

#: Errors of one delivery that are told one by one.
_MOST_TOLD = 100
_NUMBER = re.compile(r"\[(\d+)\]")
_REHEARSAL = invalid("연습 자료는 여기에 싣지 않습니다.", "What belongs to a rehearsal is not taken here.")
_NO_EVENT = invalid("이벤트 하나를 보내세요. 여러 개는 /capture로 보냅니다.", "Send one event; several go to /capture.")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A document that could be read: what of it may be stored, and what is wrong with the rest."""

    format: str
    events: tuple[Reported, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[dict[str, Any], ...]:
        """The problems as a capture job tells them."""
        return tuple(one.as_dict() for one in self.problems)


def delivered(raw: bytes, gate: Gate) -> Delivery | Problem:
    """Judge a document event by event; what is wrong with it as a whole refuses it."""
    document = _read(raw)
    return document if isinstance(document, Problem) else _judged(document, gate)


def single(raw: bytes, gate: Gate) -> Delivery | Problem:
    """The same of one event, which is refused with the first thing that is wrong with it."""
    document = _read(raw)
    if isinstance(document, Problem):
        return document
    found = _judged(document, gate)
    if isinstance(found, Problem):
        return found
    if found.problems:
        return found.problems[0]
    return found if _is_single(document) and len(found.events) == 1 else _NO_EVENT


def _read(raw: bytes) -> Document | Problem:
    """A document that may be judged event by event."""
    if len(raw) > MOST_BYTES:
        return too_large(MOST_EVENTS, MOST_BYTES)
    document = read(raw)
    if isinstance(document, Unreadable):
        return told(document.findings[0])
    if len(document.events) > MOST_EVENTS:
        return too_large(MOST_EVENTS, MOST_BYTES)
    return _REHEARSAL if is_rehearsal(document) else document


def _is_single(document: Document) -> bool:
    return not document.events_at and bool(document.root.get("type"))


def _judged(document: Document, gate: Gate) -> Delivery | Problem:
    wrong = [one for one in judge(document).findings if one.severity == "error"]
    numbers = [_number(document, one) for one in wrong]
    whole = next((one for one, number in zip(wrong, numbers, strict=True) if number is None), None)
    if whole:
        return told(whole)
    events = list(reported(document))
    word = screened(document, events, gate)
    out = word.held | {number for number in numbers if number is not None}
    passed = tuple(one for number, one in enumerate(events) if number not in out)
    return Delivery(document.format, passed, tuple(map(told, islice((*wrong, *word.findings), _MOST_TOLD))))


def _number(document: Document, found: Finding) -> int | None:
    """Which event a finding is about; nothing where it is about the document around them."""
    if not document.events_at:
        return 0
    rest = found.path.removeprefix(document.events_at)
    number = _NUMBER.match(rest) if rest != found.path else None
    return int(number[1]) if number and int(number[1]) < len(document.events) else None


def told(found: Finding) -> Problem:
    """A finding as a problem: where, why, and what to do."""
    todo = CODES[found.code]
    return invalid(f"[{found.code}] {found.message_ko} {todo.todo_ko}", f"{found.message_en} {todo.todo_en}")
