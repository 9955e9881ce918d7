"""Protected sites: places and names that an operator may not let into the open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_METRES_PER_DEGREE = 111_320.0
_EAST, _NORTH = 180, 90
_CORNERS = 3
_KEYS = frozenset({"names", "ring", "centre", "radius_m"})


@dataclass(frozen=True, slots=True)
class ProtectedSite:
    """One site: its names, and its area as a ring or a circle (WGS84 degrees).

    Attributes:
        names: Spellings that must not appear; compared without spaces.
        ring: Corners (longitude, latitude) of a simple polygon, unclosed or closed.
        centre: (longitude, latitude) of a circle.
        radius_m: Radius of the circle in metres.
    """

    names: tuple[str, ...] = ()
    ring: tuple[tuple[float, float], ...] = ()
    centre: tuple[float, float] | None = None
    radius_m: float = 0.0

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of the area, in degrees; None without an area."""
        if self.centre is None and not self.ring:
            return None
        boxes = [(lon, lat, lon, lat) for lon, lat in self.ring] + ([self._box(*self.centre)] if self.centre else [])
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    def _box(self, longitude: float, latitude: float) -> tuple[float, float, float, float]:
        """The circle's box, a tenth wider on every side: it only sorts out."""
        high = 1.1 * self.radius_m / _METRES_PER_DEGREE
        wide = high / math.cos(math.radians(latitude))
        return longitude - wide, latitude - high, longitude + wide, latitude + high

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the site's area; the edge of the circle counts as inside."""
        return self._in_circle(longitude, latitude) or _in_ring(self.ring, longitude, latitude)

    def _in_circle(self, longitude: float, latitude: float) -> bool:
        if self.centre is None:
            return False
        east = (longitude - self.centre[0]) * math.cos(math.radians(self.centre[1]))
        return math.hypot(east, latitude - self.centre[1]) * _METRES_PER_DEGREE <= self.radius_m


def read_sites(entries: Iterable[dict[str, Any]]) -> tuple[ProtectedSite, ...]:
    """Read an operator's list: ``[{"names": […], "ring": [[lon, lat], …]} or {"centre": [lon, lat], "radius_m": n}]``.

    Raises:
        ValueError: An entry is no site; the message counts from 1.
    """
    return tuple(_read_site(entry, f"site {number}") for number, entry in enumerate(entries, start=1))


def _read_site(entry: Any, which: str) -> ProtectedSite:
    if not isinstance(entry, dict) or (odd := set(entry) - _KEYS):
        told = f" (it has {sorted(odd)})" if isinstance(entry, dict) else ""
        raise ValueError(f"{which} must be an object with some of {sorted(_KEYS)}{told}")
    try:
        centre, ring = entry.get("centre"), tuple(map(_point, entry.get("ring", ())))
        site = ProtectedSite(_names(entry), ring, _point(centre) if centre else None, float(entry.get("radius_m", 0)))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{which} can't be read ({error})") from error
    if not (site.names or site.ring or site.centre):
        raise ValueError(f"{which} needs names, a ring or a centre")
    if (site.centre is None) != (site.radius_m <= 0):
        raise ValueError(f"{which} needs a centre and a radius_m above 0, or neither")
    if ring and len(set(ring)) < _CORNERS:
        raise ValueError(f"{which} needs a ring of at least {_CORNERS} corners")
    return site


def _names(entry: dict[str, Any]) -> tuple[str, ...]:
    """Spellings as a list; a blank one would be found in every text."""
    names = entry.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("names must be a list of texts, none of them blank")
    return tuple(names)


def _point(pair: Any) -> tuple[float, float]:
    longitude, latitude = map(float, pair)
    if not (abs(longitude) <= _EAST and abs(latitude) <= _NORTH):
        raise ValueError(f"{pair} is no longitude and latitude in degrees")
    return longitude, latitude


def _in_ring(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Count the edges that a ray to the east crosses: odd is inside (Jordan's curve theorem)."""
    return sum(_crosses(start, end, x, y) for start, end in _edges(ring)) % 2 == 1


def _edges(ring: tuple[tuple[float, float], ...]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)


def _crosses(start: tuple[float, float], end: tuple[float, float], x: float, y: float) -> bool:
    (x1, y1), (x2, y2) = start, end
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
