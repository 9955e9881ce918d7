"""What the rules write their findings into."""

from __future__ import annotations

from collections import Counter
from typing import Any

from govinnov.trace.epcis.place import Place, path
from govinnov.trace.findings import CODES, Finding, finding

#: Findings of one severity that are told of one document; the others are counted.
MOST = 1000


class Report:
    """Findings of one document in the order in which they were met.

    Args:
        bare: The document is JSON-LD: it writes words of CBV bare.
    """

    def __init__(self, *, bare: bool) -> None:
        self._told: list[Finding] = []
        self._met = Counter[str]()
        self.bare = bare

    @property
    def findings(self) -> list[Finding]:
        """What was found; where that is too much, the first of each severity and how many there are."""
        if max(self._met.values(), default=0) <= MOST:
            return self._told
        errors, warnings = self._met["error"], self._met["warning"]
        return [*self._told, finding("findings-cut", limit=MOST, errors=errors, warnings=warnings)]

    def add(self, code: str, place: Place, value: Any = None, fix: str | None = None, **facts: object) -> None:
        """Tell of one thing."""
        severity = CODES[code].severity
        self._met[severity] += 1
        if self._met[severity] <= MOST:
            self._told.append(finding(code, path(place), value, fix, **facts))

    def wrong(self, place: Place, value: Any, expected: tuple[str, str]) -> None:
        """Tell that a value is of another type; ``expected`` names the right one in Korean and English."""
        self.add("type-wrong", place, value, expected_ko=expected[0], expected_en=expected[1])
