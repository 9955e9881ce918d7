"""An outbreak in files, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.files import known_of
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.outbreak.answer import answer
from govinnov.trace.outbreak.contacts import Question
from govinnov.trace.outbreak.memory import InMemory
from govinnov.trace.uncollected import uncollected


@uncollected()
def outbreak_in_files(
    asked: Question, paths: Sequence[Path], at: datetime | None = None, gate: Gate | None = None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Look among EPCIS documents, and feeds; the answer, and a sentence for each file that is held."""
    known = known_of(paths, gate)
    ground = InMemory(changes_of(state_of(known.documents, at).records))
    told = answer(ground, replace(asked, farm=Pseudonyms().farm(asked.farm)), at or datetime.now(UTC))
    return told | {"farm": asked.farm, "rehearsal": known.is_rehearsal}, known.held


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The answer for people: one line for each farm, or for each district."""
    yield f"{told.get('farm') or ''} {told['from']}–{told['to']}".strip()
    for one in told.get("farms", ()):
        named = " ".join(part for part in (one["district"], one["name"]) if part)
        yield f"- {one['first_day']} {one['step']} {one['kind']} {one['farm']} {named} ({one['place']}, {one['lot']})"
    for one in told.get("districts", ()):
        yield f"- {one['first_day']} {one['step']} {one['kind']} {one['district']}"
