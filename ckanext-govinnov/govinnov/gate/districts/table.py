"""A table of legal district codes with their days, asked at the finest level that it knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

#: First and last day on which a code may be used; None is an open end.
Period = tuple[date | None, date | None]

#: Digits of 시도, 시군구, 읍면동 and 리.
LEVELS = (2, 5, 8, 10)


@dataclass(frozen=True, slots=True)
class DistrictTable:
    """Codes, each cut to the digits of its own level, with the periods in which they existed.

    Attributes:
        periods: Code of 2, 5, 8 or 10 digits → its periods; upper levels of a listed code are there too.
        levels: The lengths of its codes.
        until: The last day that the table tells of; None says that it is complete.
        sha256: Of the file that it was read from: part of the rules version.
    """

    periods: Mapping[str, tuple[Period, ...]] = field(hash=False)
    levels: frozenset[int]
    until: date | None
    sha256: str

    def unknown(self, codes: Collection[str], on: date | None) -> Collection[str]:
        """Those of the codes that certainly did not exist on a day (None: that never existed)."""
        return {code for code in codes if not self._may_exist(code, on)}

    def _may_exist(self, code: str, on: date | None) -> bool:
        known = self._known(code)
        if known is None:
            return True
        if not known:
            return self.until is not None and (on is None or on > self.until)
        return on is None or any(_holds(period, on) for period in known)

    def _known(self, code: str) -> tuple[Period, ...] | None:
        """The periods of a code or, where the table ends above its level, of the district it lies in.

        None when the code is not of a legal district's length: the table has no word on it.
        """
        short = cut(code)
        if len(short) not in LEVELS:
            return None
        finest = max((level for level in self.levels if level <= len(short)), default=None)
        return None if finest is None else self.periods.get(short[:finest], ())


def cut(code: str) -> str:
    """A code of ten digits without the noughts of the levels below its own: 1111000000 is 11110."""
    if len(code) != LEVELS[-1]:
        return code
    return next(code[:level] for level in LEVELS if not code[level:].strip("0"))


def _holds(period: Period, on: date) -> bool:
    """Both ends count: on the day of a change agencies use the old code and the new one."""
    first, last = period
    return (first is None or first <= on) and (last is None or on <= last)
