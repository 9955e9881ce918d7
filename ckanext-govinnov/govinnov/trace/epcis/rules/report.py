"""What the rules write their findings into."""

from __future__ import annotations

from typing import Any

from govinnov.trace.epcis.place import Place, path
from govinnov.trace.findings import Finding, finding


class Report:
    """Findings of one document in the order in which they were met.

    Args:
        bare: The document is JSON-LD: it writes words of CBV bare.
    """

    def __init__(self, *, bare: bool) -> None:
        self.findings: list[Finding] = []
        self.bare = bare

    def add(self, code: str, place: Place, value: Any = None, fix: str | None = None, **facts: object) -> None:
        """Tell of one thing."""
        self.findings.append(finding(code, path(place), value, fix, **facts))

    def wrong(self, place: Place, value: Any, expected: tuple[str, str]) -> None:
        """Tell that a value is of another type; ``expected`` names the right one in Korean and English."""
        self.add("type-wrong", place, value, expected_ko=expected[0], expected_en=expected[1])
