"""Cameras as agencies list them, and what is wrong with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govinnov.dispatch.cctv.views import bearing, width
from govinnov.dispatch.grid import metres
from govinnov.dispatch.tables import Row, number, rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Code → what was found and what was done about it, in Korean and in English.
CODES: dict[str, tuple[str, str]] = {
    "camera-without-coordinates": (
        "좌표가 없거나 수가 아니어서 뺐습니다. 위도와 경도를 채워 주세요.",
        "Left out: it has no coordinates, or they are no numbers. Fill in latitude and longitude.",
    ),
    "camera-at-zero": (
        "좌표가 0, 0이어서 뺐습니다. 실제 위치를 적어 주세요.",
        "Left out: it stands at 0, 0. Give its true place.",
    ),
    "camera-outside-country": (
        "좌표가 우리나라 밖이어서 뺐습니다. 소수점의 자리를 확인해 주세요.",
        "Left out: it stands outside of Korea. Look at the decimal point.",
    ),
    "camera-swapped": (
        "위도와 경도가 바뀌어 있어 바로잡아 썼습니다. 원본을 고쳐 주세요.",
        "Used after its latitude and longitude were exchanged. Correct the source.",
    ),
    "camera-repeated": (
        "앞의 카메라와 같은 자리에 있습니다. 보이는 넓이는 늘지 않습니다.",
        "It stands on the same spot as one before it, and makes nothing more seen.",
    ),
}
#: West, east, south and north of Korea in degrees, all islands in.
_WEST, _EAST, _SOUTH, _NORTH = 124, 132, 33, 39
_LAT = ("위도", "wgs84위도", "lat", "latitude")
_LON = ("경도", "wgs84경도", "lon", "longitude")
_VIEW = "촬영방면정보"


@dataclass(frozen=True, slots=True)
class Cameras:
    """Cameras that can be placed.

    Attributes:
        given: Rows of the table.
        mm: Whole millimetres east and north (EPSG:5179), shape (cameras, 2): squares of distances are exact.
        width: Degrees that each sees; NaN where not told.
        bearing: Degrees clockwise from north that each looks to; NaN where not told.
        lines: Lines of the table that each code of ``CODES`` was found in.
    """

    given: int
    mm: Ints
    width: Floats
    bearing: Floats
    lines: dict[str, Ints]

    def some(self, at: Ints) -> Cameras:
        """Those at places of the arrays, as a table of their own without findings."""
        return Cameras(len(at), self.mm[at], self.width[at], self.bearing[at], {})

    @property
    def findings(self) -> Counter[str]:
        """How often each code was found."""
        return Counter({code: len(lines) for code, lines in self.lines.items() if len(lines)})

    @property
    def is_wedge(self) -> NDArray[np.bool_]:
        """Cameras of which both width and bearing are told, and that don't look all round."""
        return np.isfinite(self.bearing) & (self.width < 360)

    @property
    def views(self) -> dict[str, int]:
        """How many cameras are discs and wedges, and how many tell a width and a bearing."""
        wedges, known = int(self.is_wedge.sum()), (self.width, self.bearing)
        told = {name: int(np.isfinite(values).sum()) for name, values in zip(("width", "bearing"), known, strict=True)}
        return {"disc": len(self.mm) - wedges, "wedge": wedges, **told}


def read_cameras(path: Path) -> Cameras:
    """Read a table with latitude, longitude and, where it has one, 촬영방면정보; nothing else is looked at.

    Raises:
        InputError: ``unreadable`` or ``missing-column``.
    """
    needed = [(lat, lon) for lat, lon in zip(_LAT, _LON, strict=True)]
    table = list(rows(path, *needed, only=(*_LAT, *_LON, _VIEW)))
    lonlat = [[_first(row, _LON), _first(row, _LAT)] for _, row in table]
    return cameras_at(lonlat, [row.get(_VIEW, "") for _, row in table], [line for line, _ in table])


def _first(row: Row, names: tuple[str, ...]) -> float:
    """A cell as a number by the name its column has in this table; NaN where it is none."""
    found = next((number(row, name) for name in names if name in row), None)
    return float("nan") if found is None else found


def cameras_at(lonlat: ArrayLike, views: Sequence[str] = (), lines: ArrayLike | None = None) -> Cameras:
    """Cameras at longitudes and latitudes (WGS 84), shape (n, 2), with their 촬영방면정보 and lines of the table."""
    given = np.array(lonlat, dtype=np.float64).reshape(-1, 2)
    numbers = np.arange(1, len(given) + 1) if lines is None else np.asarray(lines, dtype=np.int64)
    swapped = _in_korea(given[:, ::-1])
    places = np.where(swapped[:, None], given[:, ::-1], given)
    used = _in_korea(places)
    mm = np.rint(metres(places[used]) * 1000).astype(np.int64)
    told = [text for text, is_used in zip(views, used, strict=True) if is_used] if len(views) else [""] * len(mm)
    known = {text: (width(text), bearing(text)) for text in set(told)}
    view = np.array([known[text] for text in told], dtype=np.float64).reshape(-1, 2)
    faults = {**_left_out(given, used), "camera-swapped": swapped}
    found = {code: numbers[at] for code, at in faults.items()} | {"camera-repeated": numbers[used][_repeated(mm)]}
    return Cameras(len(given), mm, view[:, 0], view[:, 1], found)


def _in_korea(lonlat: Floats) -> NDArray[np.bool_]:
    lon, lat = lonlat.T
    return (lon >= _WEST) & (lon <= _EAST) & (lat >= _SOUTH) & (lat <= _NORTH)


def _left_out(given: Floats, used: NDArray[np.bool_]) -> dict[str, NDArray[np.bool_]]:
    missing, zero = ~np.isfinite(given).all(axis=1), (given == 0).all(axis=1)
    return {
        "camera-without-coordinates": missing,
        "camera-at-zero": zero,
        "camera-outside-country": ~(used | missing | zero),
    }


def _repeated(mm: Ints) -> NDArray[np.bool_]:
    """Cameras on the same spot as an earlier one."""
    first = np.unique(mm, axis=0, return_index=True)[1]
    again = np.ones(len(mm), dtype=bool)
    again[first] = False
    return again
