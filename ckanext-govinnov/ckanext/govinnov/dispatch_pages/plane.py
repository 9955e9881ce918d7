"""From longitude and latitude to units of a drawing; a script takes the same numbers the other way."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages.insets import Bounds


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of a drawing: x = (lon·``factor`` − ``west``)·``scale``, y = (−lat − ``north``)·``scale``.

    Attributes:
        west: Left edge, in degrees of latitude.
        north: Upper edge, likewise; y grows downwards.
        scale: Units for each degree of latitude.
        factor: How much narrower a degree of longitude is.
        holds: What is drawn elsewhere (west, north, east, south on the plane); None where nothing is.
        moved: By how much it is moved.
    """

    west: float
    north: float
    scale: float
    factor: float
    holds: Bounds | None = None
    moved: tuple[float, float] = (0.0, 0.0)

    def units(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a place is in the drawing."""
        x, y = lon * self.factor, -lat
        dx, dy = self.moved if self._holds(x, y) else (0.0, 0.0)
        return round((x + dx - self.west) * self.scale), round((y + dy - self.north) * self.scale)

    def _holds(self, x: float, y: float) -> bool:
        if self.holds is None:
            return False
        west, north, east, south = self.holds
        return west <= x <= east and north <= y <= south
