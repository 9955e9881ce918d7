"""A look-up in files, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.feeds.ports import Gate
from govinnov.trace.files import KnownFiles, known_of
from govinnov.trace.lineage import Changes, changes_of, state_of
from govinnov.trace.lookup.answer import FIRST, answer
from govinnov.trace.lookup.farms import completed
from govinnov.trace.lookup.official import day_of, official
from govinnov.trace.lookup.paging import Pages
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import InMemory, behind
from govinnov.trace.recall.official import Official
from govinnov.trace.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and a sentence for each file that was not followed."""

    answer: dict[str, Any]
    held: tuple[str, ...]


@uncollected()
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
    known = known_of(paths, gate)
    day, moment = (pages.place.on, pages.place.known_at) if pages.place else (on, at)
    told = _looked_up(code, known, day, moment, pages)
    if told["next"] and moment is None:  # its pages have to stand on one moment
        told = _looked_up(code, known, day, datetime.now(UTC), pages)
    return Found(told | {"rehearsal": known.is_rehearsal}, known.held)


def _looked_up(code: str, known: KnownFiles, on: date, at: datetime | None, pages: Pages) -> dict[str, Any]:
    state = state_of(known.documents, at)
    changes = changes_of(state.records)
    told = answer(code, changes, on, at or datetime.now(UTC), state.conflicts, pages)
    more = _official(told, changes, known.official, on) if known.official else {}
    return completed({**told, **more}, state.records, on)


def _official(told: dict[str, Any], changes: Changes, found: Iterable[Official], on: date) -> dict[str, Any]:
    """Inspections and certificates of an answer's lots, or of those that may be meant, and of the farms."""
    there = {code_of(holding.lot): holding.lot for holding in changes.holdings}
    codes = [told["code"]] if told["code"] else [one["code"] for one in told["candidates"]]
    lots = behind(InMemory(changes), [there[code] for code in codes if code in there]).lots
    farms = {origin["farm"] for origin in told["origins"] if origin["farm"]}
    return official(found, lots, farms, day_of(told, on))


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
