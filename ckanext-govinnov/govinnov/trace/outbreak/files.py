"""An outbreak in files, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.lookup.files import valid_documents
from govinnov.trace.outbreak.answer import answer
from govinnov.trace.outbreak.contacts import Question
from govinnov.trace.outbreak.memory import InMemory
from govinnov.trace.rehearsal.marked import is_any_rehearsal


def outbreak_in_files(
    asked: Question, paths: Sequence[Path], at: datetime | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Look among EPCIS documents; the answer, and a sentence for each file that is held."""
    documents, held = valid_documents(paths)
    told = answer(InMemory(changes_of(state_of(documents, at).records)), asked, at or datetime.now(UTC))
    return told | {"rehearsal": is_any_rehearsal(documents, paths)}, held


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The answer for people: one line for each farm, or for each district."""
    yield f"{told.get('farm') or ''} {told['from']}–{told['to']}".strip()
    for one in told.get("farms", ()):
        named = " ".join(part for part in (one["district"], one["name"]) if part)
        yield f"- {one['first_day']} {one['step']} {one['kind']} {one['farm']} {named} ({one['place']}, {one['lot']})"
    for one in told.get("districts", ()):
        yield f"- {one['first_day']} {one['step']} {one['kind']} {one['district']}"
