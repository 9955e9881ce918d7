"""Which lots a graph knows, found by what is on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from govinnov.trace.codes.model import URN, Reading
from govinnov.trace.codes.slips import look_alikes
from govinnov.trace.codes.written import farm_of

_MARK = f"{URN}egg10/"


class Known:
    """The lots of a graph.

    Args:
        lots: Their canonical URIs.
    """

    def __init__(self, lots: Iterable[str]) -> None:
        self._lots = frozenset(lots)
        self._marks = sorted(lot.removeprefix(_MARK) for lot in self._lots if farm_of(lot) is not None)

    def of(self, reading: Reading) -> list[tuple[str, date | None]]:
        """Known lots that a reading may mean, newest first, with their dates."""
        if reading.family in ("farm5", "farm6"):
            return list(self._of_farm(reading.insides[0]))
        dated = [(_at(reading.uri, reading.on, day), day) for day in (reading.on, *reading.other_dates)]
        return [(uri, day) for uri, day in dated if uri in self._lots]

    def _of_farm(self, inside: Mapping[str, str]) -> Iterator[tuple[str, date | None]]:
        """All marks of a farm, and of its housing where that is known."""
        for mark in reversed(self._marks):
            day, farm, housing = mark.split("/")
            if farm == inside["farm"] and housing == inside.get("housing", housing):
                yield _MARK + mark, date.fromisoformat(day)

    def look_alikes(self, reading: Reading) -> list[str]:
        """Known marks of a reading's days whose farm looks like the one that was read."""
        if reading.family != "egg10":
            return []
        days = {str(day) for day in (reading.on, *reading.other_dates)}
        farm = reading.insides[0]["farm"]
        near = [
            mark for mark in self._marks if mark.split("/")[0] in days and mark[-1] == reading.insides[0]["housing"]
        ]
        alike = look_alikes(farm, {mark.split("/")[1] for mark in near})
        return [_MARK + mark for mark in reversed(near) if mark.split("/")[1] in alike]


def _at(uri: str, on: date | None, day: date | None) -> str:
    """A reading's URI with another of its days."""
    return uri.replace(f"/{on}/", f"/{day}/", 1) if on and day else uri
