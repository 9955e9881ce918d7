"""A recall in files, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.files import known_of
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.recall.memory import InMemory
from govinnov.trace.recall.output import recall
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and a sentence for each file that was not followed."""

    answer: dict[str, Any]
    held: tuple[str, ...]


@uncollected()
def recall_in_files(
    predicate: Predicate,
    paths: Sequence[Path],
    at: datetime | None = None,
    folder: Path | None = None,
    gate: Gate | None = None,
) -> Found:
    """Compute a recall among documents; those that are not valid are held, and told.

    Args:
        predicate: What is recalled.
        paths: EPCIS documents, and feeds.
        at: Only what was recorded until then; now where left out.
        folder: Where to write it for stewards.
        gate: Judges feeds; without one they are held.
    """
    known = known_of(paths, gate)
    ground = InMemory(changes_of(state_of(known.documents, at).records))
    meant = replace(predicate, farm=Pseudonyms().farm(predicate.farm))
    told = recall(ground, meant, at or datetime.now(UTC), folder) | {"farm": predicate.farm}
    return Found(told | {"rehearsal": known.is_rehearsal}, known.held)


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The answer for people: one line for each lot, the most exposed first."""
    yield f"{told['farm']} {told['from']}–{told['to']}: {told['totals']['lots']} ({len(told['seeds'])})"
    for one in told["lots"]:
        share, exposed = ("–".join(map(_shown, dict.fromkeys(one[name]))) for name in ("share", "exposed"))
        known = (one["on"], one["kind"], exposed, one["unit"], f"× {share}", f"← {one['via']}" if one["via"] else None)
        yield f"- {one['code']} {' '.join(each for each in known if each)}"
    if told["truncated"]:
        yield "?"


def _shown(value: float | None) -> str:
    return "?" if value is None else str(value)
