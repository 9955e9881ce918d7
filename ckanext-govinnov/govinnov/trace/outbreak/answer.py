"""An outbreak in the shape that the command gives: places for stewards, districts for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from govinnov.trace.lineage.model import by_time
from govinnov.trace.lineage.who import NOBODY, Who, whos
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.outbreak.contacts import Question, contacts
from govinnov.trace.outbreak.model import Contact, Ground


def answer(ground: Ground, asked: Question, known_at: datetime) -> dict[str, Any]:
    """All farms that may have met the one that is asked for; for stewards.

    Args:
        ground: What is known.
        asked: The farm and its window.
        known_at: As of when; told in the answer.

    Returns:
        The JSON of ``trace outbreak --json``.
    """
    found = contacts(ground, asked)
    known = _known(ground, found)
    return {
        "farm": asked.farm,
        "from": asked.first.isoformat(),
        "to": asked.day.isoformat(),
        "steps": asked.steps,
        "known_at": known_at.isoformat(timespec="seconds"),
        "rehearsal": False,
        "farms": [_row(one, known) for one in found],
    }


def public(told: Mapping[str, Any]) -> dict[str, Any]:
    """What everybody may know: districts, each with its first day and how it was reached; nobody can be counted."""
    districts: dict[str, Mapping[str, Any]] = {}
    for row in told["farms"]:
        if row["district"]:
            districts.setdefault(row["district"], row)
    kept = {name: told[name] for name in ("from", "to", "steps", "known_at", "rehearsal")}
    rows = [
        {"district": name, **{field: row[field] for field in ("step", "kind", "first_day")}}
        for name, row in sorted(districts.items(), key=lambda one: (one[1]["first_day"], one[0]))
    ]
    return {**kept, "districts": rows, "elsewhere": any(row["district"] is None for row in told["farms"])}


def _known(ground: Ground, found: Sequence[Contact]) -> dict[str, Who]:
    """What events tell of the farms and places."""
    records = ground.records(sorted({event for one in found for event in one.events}))
    ordered = sorted(records.values(), key=by_time)
    return {party: who for record in ordered for party, who in whos(record.event).items()}


def _row(one: Contact, known: Mapping[str, Who]) -> dict[str, Any]:
    return {
        "farm": one.farm,
        "name": known.get(one.farm, NOBODY).name or None,
        "district": known.get(one.farm, NOBODY).district or None,
        "step": one.step,
        "kind": one.kind,
        "first_day": one.first_day.isoformat(),
        "via": one.via,
        "place": known.get(one.place, NOBODY).name or one.place,
        "lot": code_of(one.lot),
    }
