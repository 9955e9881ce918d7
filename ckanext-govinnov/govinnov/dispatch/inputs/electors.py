"""Electors per 읍면동, under the codes of the statistics office (KOSTAT) and of the Interior Ministry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs.source import Source

#: No count is longer.
_DIGITS = 9
_DISTRICT_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Count:
    """Electors of a 읍면동.

    Attributes:
        district: 5 digits of the Interior Ministry.
        kostat: Code of the statistics office.
        area: Name.
        electors: Votes cast and abstentions.
    """

    district: str
    kostat: str
    area: str
    electors: int


def read_electors(figures: Iterable[Source], codes: Iterable[Source], findings: list[Finding]) -> list[Count]:
    """Join figures to codes by election code and name of the area (two election codes stand for two areas each)."""
    electors = _figures(figures, findings)
    found = []
    for source in codes:
        for line, row in source.rows():
            count = electors.get((row["election"], row["area"]))
            if count is None:
                findings.append(Finding("code-unknown", source.name, line))
            else:
                found.append(Count(row["ministry"][:_DISTRICT_DIGITS], row["kostat"], row["area"], count))
    return found


def _figures(sources: Iterable[Source], findings: list[Finding]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for source in sources:
        for line, row in source.rows():
            known = row["electors"].isdecimal() and len(row["electors"]) <= _DIGITS
            if not known:
                findings.append(Finding("bad-weight", source.name, line))
            found[row["election"], row["area"]] += int(row["electors"]) if known else 0
    return found
