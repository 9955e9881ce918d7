"""The National Point Number (국가지점번호) of 100 m cells.

Two letters name a square of 100 km, east and north from (700 km, 1,300 km) in EPSG:5179; then come the digits of
the hundreds of metres within it, three and three: 다사 539 520.

Source: 도로명주소법 시행령; 국가지점번호 표기 기준 (the number of a point has four and four digits, tens of metres).
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import ArrayLike, NDArray

_LETTERS = np.array(list("가나다라마바사아"))
_WEST, _SOUTH, _SQUARE, _CELL = 700_000, 1_300_000, 100_000, 100
#: Seven letters lead east, eight north.
_EAST, _NORTH = 7, 8


def point_numbers(x: ArrayLike, y: ArrayLike) -> list[str]:
    """Names of the 100 m cells that hold points (metres, EPSG:5179).

    Raises:
        ValueError: A point is west, south, east or north of the lettered squares.
    """
    along = [np.asarray(values, dtype=np.int64) - start for values, start in ((x, _WEST), (y, _SOUTH))]
    letters = [values // _SQUARE for values in along]
    if any(((one < 0) | (one >= most)).any() for one, most in zip(letters, (_EAST, _NORTH), strict=True)):
        raise ValueError("A point is outside of the squares that have letters.")
    east, north = (values % _SQUARE // _CELL for values in along)
    names = zip(*(_LETTERS[one].tolist() for one in letters), east.tolist(), north.tolist(), strict=True)
    return [f"{one}{other} {e:03d} {n:03d}" for one, other, e, n in names]


def cell_centres(names: list[str]) -> NDArray[np.float64]:
    """Centres (metres, EPSG:5179) of cells by their names, shape (n, 2); NaN for what is no name.

    As many digits east as north: two are a cell of 1 km, three of 100 m, four of 10 m; blanks don't count.
    """
    return np.array([_centre(name) for name in names], dtype=np.float64).reshape(-1, 2)


def _centre(name: str) -> tuple[float, float]:
    found = _NAME.fullmatch(name.replace(" ", ""))
    if found is None or len(found["digits"]) % 2:
        return np.nan, np.nan
    half = len(found["digits"]) // 2
    side = _SQUARE / 10**half
    along = (_ORDER.index(letter) * _SQUARE for letter in found["letters"])
    parts = (int(found["digits"][:half]), int(found["digits"][half:]))
    east, north = (square + (part + 0.5) * side for square, part in zip(along, parts, strict=True))
    return _WEST + east, _SOUTH + north


_ORDER = "".join(_LETTERS.tolist())
_NAME = re.compile(f"(?P<letters>[{_ORDER[:_EAST]}][{_ORDER}])(?P<digits>\\d{{4,8}})")
