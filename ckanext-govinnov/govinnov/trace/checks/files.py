"""Checks of files, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from govinnov.trace.checks import Facts, Score, check, scores
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.files import known_of
from govinnov.trace.findings import Finding
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.recall.official import Certification
from govinnov.trace.uncollected import uncollected


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


@uncollected()
def check_files(paths: Sequence[Path], at: datetime, gate: Gate | None = None) -> Checked:
    """Check what files say.

    Args:
        paths: EPCIS documents, and feeds, certificates among them; those that are not valid are held.
        at: The moment of the check.
        gate: Judges feeds; without one they are held.
    """
    known = known_of(paths, gate)
    changes = changes_of(state_of(known.documents).records)
    certificates = [one for one in known.official if isinstance(one, Certification)]
    findings = tuple(check(changes, at, certificates))
    scored = tuple(scores(Facts(changes, at)))
    return Checked(at, known.is_rehearsal, len(changes.records), findings, scored, known.held)
