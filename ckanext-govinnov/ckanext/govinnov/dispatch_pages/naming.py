"""Where names stand on a map: the largest areas first, and none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import Geometry

#: Height of letters in units of the drawing, and how wide one sign of Hangul is of it.
SIZE, _SIGN = 34, 0.95
#: At most so many names: a map is not a list.
_MOST = 24


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the middle of its line."""

    text: str
    x: int
    y: int

    def box(self) -> tuple[float, float, float, float]:
        """West, north, east and south of what it covers."""
        half = len(self.text) * SIZE * _SIGN / 2
        return self.x - half, self.y - SIZE, self.x + half, self.y + SIZE * 0.25


def placed(areas: Iterable[tuple[str, Geometry]]) -> Iterator[Name]:
    """Names of areas that are wide enough for theirs."""
    taken: list[Name] = []
    for text, land in sorted(areas, key=lambda one: (-one[1].area, one[0])):
        name = _within(text, land)
        if name and len(taken) < _MOST and not any(_meet(name, other) for other in taken):
            taken.append(name)
            yield name


def _within(text: str, land: Geometry) -> Name | None:
    """Its name at a place inside its largest part; None where that part is narrower than the name."""
    largest = max(getattr(land, "geoms", (land,)), key=lambda part: part.area)
    place = largest.representative_point()
    name = Name(text, round(place.x), round(place.y + SIZE * 0.35))
    west, _, east, _ = name.box()
    return name if largest.bounds[2] - largest.bounds[0] >= east - west else None


def _meet(one: Name, other: Name) -> bool:
    a, b = one.box(), other.box()
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
