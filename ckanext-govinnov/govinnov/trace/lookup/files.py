"""A look-up in files, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read_file
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.feeds.reading import read_feed
from govinnov.trace.feeds.recognising import recognised
from govinnov.trace.findings import Finding
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.lookup.answer import FIRST, answer
from govinnov.trace.lookup.farms import completed
from govinnov.trace.lookup.paging import Pages
from govinnov.trace.rehearsal.marked import is_any_rehearsal


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and a sentence for each file that was not followed."""

    answer: dict[str, Any]
    held: tuple[str, ...]


def look_up(  # noqa: PLR0913, PLR0917 - what an answer stands on
    code: str,
    paths: Sequence[Path],
    on: date,
    at: datetime | None = None,
    gate: Gate | None = None,
    pages: Pages = FIRST,
) -> Found:
    """Look a code up in documents; those that are not valid are held, and told.

    Args:
        code: What somebody typed.
        paths: EPCIS documents, and feeds.
        on: The day of the look-up, which gives the year to marks.
        at: Only what was recorded until then; now where left out.
        gate: Judges feeds; without one they are held.
        pages: Which page of the answer; it stands on the day and the moment of its first page.

    Raises:
        PageError: There is no such page.
    """
    documents, held = valid_documents(paths, gate)
    rehearsal = is_any_rehearsal(documents, paths)
    day, moment = (pages.place.on, pages.place.known_at) if pages.place else (on, at)
    told = _looked_up(code, documents, day, moment, pages)
    if told["next"] and moment is None:  # its pages have to stand on one moment
        told = _looked_up(code, documents, day, datetime.now(UTC), pages)
    return Found(told | {"rehearsal": rehearsal}, tuple(held))


def _looked_up(code: str, documents: Sequence[Document], on: date, at: datetime | None, pages: Pages) -> dict[str, Any]:
    state = state_of(documents, at)
    told = answer(code, changes_of(state.records), on, at or datetime.now(UTC), state.conflicts, pages)
    return completed(told, state.records, on)


def valid_documents(paths: Iterable[Path], gate: Gate | None = None) -> tuple[list[Document], list[str]]:
    """Documents that are valid, and a sentence for each file that is not, or of which records are held."""
    documents, held = [], []
    for path in paths:
        document, errors = _read(path, gate)
        if document:
            documents.append(document)
        if errors:
            held.append(f"{path}: {errors[0].message_ko} {errors[0].message_en}")
    return documents, held


def _read(path: Path, gate: Gate | None) -> tuple[Document | None, list[Finding]]:
    """A file as a document where anything of it may be followed, and what is wrong with it."""
    form = recognised(path) if gate else None
    if gate and form:
        feed = read_feed(path, form, gate, Pseudonyms())
        return None if feed.is_held else feed.document, [one for one in feed.findings if one.severity == "error"]
    read = read_file(path)
    errors = [one for one in judge(read).findings if one.severity == "error"]
    return (read if isinstance(read, Document) and not errors else None), errors


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The answer for people: the match, the steps, the origins, what is not known."""
    yield f"{told['input']}: {told['match']} {told['code'] or ''}".rstrip()
    for repair in (one for candidate in told["candidates"] for one in candidate["repairs"]):
        yield f"  {repair['position']}: {repair['read']} → {repair['taken']}"
    for step in told["steps"]:
        told_of = (step[name] for name in ("step", "code", "party", "quantity", "unit"))
        yield f"- {step['date']} (+{step['days']}) {' '.join(one for one in told_of if one)}"
    for origin in told["origins"]:
        yield f"← {origin['farm']} {'–'.join(map(str, dict.fromkeys(origin['share'])))}"
    for one in told["unknown"]:
        yield f"? {one['message_ko']} {one['message_en']}"
    if told["next"]:
        yield f"… --next {told['next']}"
    if told["match"] not in ("exact", "repaired"):
        yield from (f"  {one['code']}" for one in told["candidates"])
