"""Checks of files, without a database."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.checks import Facts, Score, check, scores
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.findings import Finding
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.lookup.files import valid_documents
from govinnov.trace.recall.official import Certification
from govinnov.trace.rehearsal.marked import is_any_rehearsal


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not add up, whose reports look made up, and a sentence for each file that was held."""

    at: datetime
    rehearsal: bool
    records: int
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    held: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON of ``trace check --json``."""
        return {
            "at": self.at.isoformat(timespec="seconds"),
            "rehearsal": self.rehearsal,
            "records": self.records,
            "findings": [asdict(one) for one in self.findings],
            "scores": [{**asdict(one), "score": one.whole} for one in self.scores],
        }


def check_files(
    paths: Sequence[Path], at: datetime, certificates: Path | None = None, gate: Gate | None = None
) -> Checked:
    """Check what files say.

    Args:
        paths: EPCIS documents, and feeds; those that are not valid are held.
        at: The moment of the check.
        certificates: A table with the columns ``farm``, ``kind``, ``first`` and ``last``.
        gate: Judges feeds; without one they are held.
    """
    documents, held = valid_documents(paths, gate)
    changes = changes_of(state_of(documents).records)
    known = list(_certificates(certificates)) if certificates else []
    findings = tuple(check(changes, at, known))
    scored = tuple(scores(Facts(changes, at)))
    rehearsal = is_any_rehearsal(documents, paths)
    return Checked(at, rehearsal, len(changes.records), findings, scored, tuple(held))


def _certificates(path: Path) -> Iterator[Certification]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            last = date.fromisoformat(row["last"]) if row["last"] else None
            yield Certification(row["farm"], row["kind"], date.fromisoformat(row["first"]), last)
