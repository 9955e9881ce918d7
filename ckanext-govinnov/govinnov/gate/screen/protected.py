"""Names and coordinates inside the operator's list of protected sites."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings
from govinnov.gate.screen.sites import ProtectedSite

CODE = "protected-site"

_LATITUDE = re.compile(r"위도|latitude|(?:^|_)lat(?:$|_)|y\s?좌표|(?:^|_)(?:LA|Y)$", re.IGNORECASE)
_LONGITUDE = re.compile(r"경도|longitude|(?:^|_)(?:lon|lng|long)(?:$|_)|x\s?좌표|(?:^|_)(?:LO|X)$", re.IGNORECASE)
_PAIR = re.compile(r"(?<![0-9.])([0-9]{2,3}(?:\.[0-9]+)?)[,\s]{1,3}([0-9]{2,3}(?:\.[0-9]+)?)(?![0-9])")


class SiteNames:
    """Finds a protected site's name, spaces set aside."""

    def __init__(self, sites: tuple[ProtectedSite, ...]) -> None:
        names = sorted({name for site in sites for name in site.names}, key=len, reverse=True)
        spaced = "|".join(r"\s*".join(map(re.escape, re.sub(r"\s", "", name))) for name in names)
        self._name = re.compile(spaced, re.IGNORECASE)
        self._pattern = f"(?i:{spaced})"

    def pattern(self, column: Column) -> str | None:
        """The names, in any column."""
        return self._pattern

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the first name."""
        if match := self._name.search(text):
            yield Hit(CODE, match[0])


class SitePoints:
    """Finds a pair of degrees (a point, a line's or polygon's corner) inside a protected site."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return r"[0-9]{2,3}\.[0-9]+[,\s]{1,3}[0-9]{2,3}\.[0-9]+"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the first pair, read in both orders."""
        for match in _PAIR.finditer(text):
            if is_inside(float(match[1]), float(match[2]), settings.protected_sites):
                yield Hit(CODE, rounded(float(match[1]), float(match[2])))
                return


def coordinate_columns(columns: tuple[Column, ...]) -> tuple[tuple[int, int], ...]:
    """Pair the columns of latitude and longitude by their labels, in the order they stand."""
    latitudes = [index for index, column in enumerate(columns) if _LATITUDE.search(column.name)]
    longitudes = [index for index, column in enumerate(columns) if _LONGITUDE.search(column.name)]
    return tuple(zip(latitudes, longitudes, strict=False))


def rows_inside(
    frame: pl.DataFrame, pair: tuple[int, int], sites: tuple[ProtectedSite, ...]
) -> Iterator[tuple[int, Hit]]:
    """The offsets of records whose coordinates lie in a protected site, those near one looked at one by one."""
    y, x = (frame.to_series(index).cast(pl.Float64, strict=False) for index in pair)
    for offset in _near(x, y, sites).arg_true():
        if is_inside(x[offset], y[offset], sites):
            yield offset, Hit(CODE, rounded(x[offset], y[offset]))


def _near(x: pl.Series, y: pl.Series, sites: tuple[ProtectedSite, ...]) -> pl.Series:
    near = pl.repeat(False, x.len(), eager=True)
    for west, south, east, north in (site.bounds for site in sites if site.bounds):
        near |= x.is_between(west, east) & y.is_between(south, north)
        near |= y.is_between(west, east) & x.is_between(south, north)
    return near.fill_null(False)


def is_inside(a: float, b: float, sites: tuple[ProtectedSite, ...]) -> bool:
    """Whether a point lies in a site, its two degrees taken in either order: swapped columns are common."""
    return any(site.holds(a, b) or site.holds(b, a) for site in sites)


def rounded(a: float, b: float) -> str:
    """A point coarse enough to show: one decimal is about 10 km."""
    return f"{a:.1f}, {b:.1f}"
