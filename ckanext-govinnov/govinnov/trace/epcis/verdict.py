"""The word on one document: valid or not, and every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from govinnov.trace.epcis.model import Document, Format, Unreadable
from govinnov.trace.epcis.rules import check
from govinnov.trace.findings import CODES, Finding


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``trace validate`` says; ``events`` counts them, whether or not they are valid."""

    findings: tuple[Finding, ...]
    format: Format | None
    events: int

    @property
    def valid(self) -> bool:
        """Whether nothing found is an error."""
        return not any(found.severity == "error" for found in self.findings)


def judge(read: Document | Unreadable) -> Verdict:
    """Hold a document to the rules; what could not be read is not valid."""
    if isinstance(read, Unreadable):
        return Verdict(read.findings, read.format, 0)
    return Verdict((*read.findings, *check(read)), read.format, len(read.events))


def as_dict(verdict: Verdict) -> dict[str, Any]:
    """The JSON of ``trace validate --json``."""
    return {
        "valid": verdict.valid,
        "findings": [asdict(found) for found in verdict.findings],
        "format": verdict.format,
        "events": verdict.events,
    }


def lines(verdict: Verdict, name: str) -> Iterator[str]:
    """The same for people: one line for the document, then what was found and what to do."""
    yield f"{name}: {'맞습니다 · valid' if verdict.valid else '틀렸습니다 · not valid'} ({verdict.events} events)"
    for found in verdict.findings:
        kind = CODES[found.code]
        yield f"- [{found.code}] {found.message_ko} {found.message_en}"
        yield f"  할 일: {kind.todo_ko} To do: {kind.todo_en}" + (f" → {found.fix}" if found.fix else "")
