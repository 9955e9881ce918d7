"""From longitude and latitude to units of a drawing; a script takes the same numbers the other way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of a drawing: x = (lon·``factor`` − ``west``)·``scale``, y = (−lat − ``north``)·``scale``.

    Attributes:
        west: Left edge, in degrees of latitude.
        north: Upper edge, likewise; y grows downwards.
        scale: Units for each degree of latitude.
        factor: How much narrower a degree of longitude is.
        box: Where what lies far off is drawn (x, y, width, height in units); None where nothing does.
        moved: By how much it is moved on the plane.
    """

    west: float
    north: float
    scale: float
    factor: float
    box: tuple[int, int, int, int] | None = None
    moved: tuple[float, float] = (0.0, 0.0)

    def units(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a place is in the drawing."""
        x, y = lon * self.factor - self.west, -lat - self.north
        far = round((x + self.moved[0]) * self.scale), round((y + self.moved[1]) * self.scale)
        return far if self._boxed(*far) else (round(x * self.scale), round(y * self.scale))

    def _boxed(self, x: int, y: int) -> bool:
        if self.box is None:
            return False
        left, top, width, height = self.box
        return left <= x <= left + width and top <= y <= top + height
