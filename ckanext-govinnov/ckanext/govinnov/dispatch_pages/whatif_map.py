"""The map of a what-if: the government's published map, the new post, and the one that goes."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages import maps
from ckanext.govinnov.dispatch_pages.drawing import Drawing
from ckanext.govinnov.dispatch_pages.paths import Point
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.dispatch_pages.whatif import Shown


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing, and where on it the new post and the one that goes are."""

    drawing: Drawing
    new: Point | None
    gone: Point | None

    @property
    def numbers(self) -> str:
        """What the script turns a click into longitude and latitude with: see ``Plane``."""
        plane = self.drawing.plane
        told = (plane.west, plane.north, plane.scale, plane.factor, *plane.moved)
        return " ".join(f"{one:.9g}" for one in told)


def drawn(tables: Tables, page: Shown) -> Map | None:
    """The map; None where none is published."""
    drawing = maps.drawn(tables.files)
    if drawing is None:
        return None
    new = drawing.plane.units(*page.place) if page.place else None
    gone = drawing.plane.units(page.gone.lon, page.gone.lat) if page.gone else None
    return Map(drawing, new, gone)
