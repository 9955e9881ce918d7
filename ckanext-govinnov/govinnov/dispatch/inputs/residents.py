"""Residents of provinces by age, of the last year up to a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from govinnov.dispatch.findings import Finding, teller
from govinnov.dispatch.inputs.source import Source

#: Ages that are told: the first of each up to the next.
ALL, _FROM = "all", ((0, "0-14"), (15, "15-64"), (65, "65+"))
AGES = (ALL, *(name for _, name in _FROM))
_FIRST = re.compile(r"\d+")


@dataclass(slots=True)
class Residents:
    """Residents of a region: the year, and how many there are of each age."""

    year: int
    ages: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def read_residents(sources: Iterable[Source], day: str, findings: list[Finding]) -> dict[str, Residents]:
    """Regions by name as it stands in the files; rows without a figure are of a class that the year did not have.

    Args:
        sources: Rows of region, age, year and count; sexes are summed.
        day: The last year is that of this day (ISO), or before.
        findings: ``bad-weight`` for what is no count.
    """
    found: dict[str, Residents] = {}
    for source in sources:
        for line, row in source.rows():
            count, year = (_number(row[name]) for name in ("count", "year"))
            if count is None or year is None:
                teller(findings, source.name, line)("bad-weight")
            elif count and year <= int(day[:4]):
                _add(found, row["region"], year, (row["age"], count))
    return found


def _add(found: dict[str, Residents], region: str, year: int, told: tuple[str, int]) -> None:
    held = found.setdefault(region, Residents(year))
    if year > held.year:
        held = found[region] = Residents(year)
    if year == held.year:
        held.ages[ALL] += told[1]
        if first := _FIRST.search(told[0]):
            held.ages[_age(int(first[0]))] += told[1]


def _age(years: int) -> str:
    return next(name for begin, name in reversed(_FROM) if years >= begin)


def _number(text: str) -> int | None:
    """A whole number, also as a spreadsheet writes it (2021.0); 0 for an empty cell; None for what is none."""
    try:
        number = float(text or 0)
    except ValueError:
        return None
    return int(number) if number >= 0 and number.is_integer() else None
