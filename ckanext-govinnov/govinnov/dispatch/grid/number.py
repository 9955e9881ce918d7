"""The National Point Number (국가지점번호) of 100 m cells.

Two letters name a square of 100 km, east and north from (700 km, 1,300 km) in EPSG:5179; then come the digits of
the hundreds of metres within it, three and three: 다사 539 520.

Source: 도로명주소법 시행령; 국가지점번호 표기 기준 (the number of a point has four and four digits, tens of metres).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

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
