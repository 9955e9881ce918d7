"""Marks on shells: month, day, farm and housing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govinnov.trace.codes.model import Reading, Repair, own
from govinnov.trace.codes.slips import as_digits
from govinnov.trace.codes.years import is_day, laying_days
from govinnov.trace.findings import Finding, finding

LENGTH = 10
_SIGNS = re.compile(r"[A-Z0-9]+", re.ASCII)
_MARK = re.compile(r"(\d\d)(\d\d)([A-Z0-9]{5})(\d)", re.ASCII)
HOUSINGS = "1234"


def read(text: str, on: date) -> Iterator[Reading | Finding]:
    """A whole mark of ten signs; what is wrong with one is told with its position."""
    found = _split(text)
    if not found:
        return
    (month, day, farm, housing), repairs = found
    wrong = [*_wrong_day(month, day), *_wrong_housing(housing)]
    if wrong:
        yield from wrong
        return
    days = laying_days(int(month), int(day), on)
    first = days[0] if days else None
    code, uri = own("egg10", first.isoformat() if first else month + day, farm, housing)
    inside = {"laid": month + day, "farm": farm, "housing": housing}
    yield Reading("egg10", code, uri, first, days[1:], repairs, None if first else "date", (inside,))


def _split(text: str) -> tuple[tuple[str, ...], tuple[Repair, ...]] | None:
    """Month, day, farm and housing, with look-alikes in digits' places repaired."""
    if len(text) != LENGTH or not _SIGNS.fullmatch(text):
        return None
    day, first = as_digits(text[:4], 1)
    housing, last = as_digits(text[9], LENGTH)
    mark = _MARK.fullmatch(day + text[4:9] + housing)
    return (mark.groups(), (*first, *last)) if mark else None


def _wrong_day(month: str, day: str) -> Iterator[Finding]:
    if not 1 <= int(month) <= 12:
        yield finding("mark-month-wrong", "1-2", month)
    elif not is_day(int(month), int(day)):
        yield finding("mark-day-wrong", "3-4", day, month=int(month))


def _wrong_housing(housing: str) -> Iterator[Finding]:
    if housing not in HOUSINGS:
        yield finding("mark-housing-wrong", "10", housing)


def read_farm(text: str, on: date) -> Iterator[Reading | Finding]:
    """A farm's five signs, alone or with the housing: marks of 2018 and 2019, or a half-read one."""
    if len(text) == 6 and _SIGNS.fullmatch(text):
        housing, repairs = as_digits(text[5], 6)
        if housing in HOUSINGS:
            code, uri = own("farm6", text[:5], housing)
            yield Reading(
                "farm6", code, uri, repairs=repairs, needs="date", insides=({"farm": text[:5], "housing": housing},)
            )
    elif len(text) == 5 and _SIGNS.fullmatch(text):
        code, uri = own("farm5", text)
        yield Reading("farm5", code, uri, needs="date", insides=({"farm": text},))


def contradiction(mark: Reading, laid: date) -> Finding | None:
    """What to tell when the record of a mark says that the eggs were laid on another day: it is not loaded."""
    told = mark.insides[0].get("laid") or str(mark.on)  # a canonical code has its whole day
    agrees = laid.isoformat().replace("-", "").endswith(told.replace("-", ""))
    return None if agrees else finding("mark-contradicts-record", value=told, laid=laid.isoformat())
