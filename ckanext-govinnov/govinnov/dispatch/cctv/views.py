"""What 촬영방면정보 says of a camera's view: how wide, and whereto. Most say neither, hardly one says both."""

from __future__ import annotations

import math
import re
from itertools import product

_POINTS = {
    "북": 0.0, "북동": 45.0, "동": 90.0, "남동": 135.0, "남": 180.0, "남서": 225.0, "서": 270.0, "북서": 315.0,
    "동북": 45.0, "동남": 135.0, "서남": 225.0, "서북": 315.0,
}  # fmt: skip
_ENDS = ("", "쪽", "측", "향", "방향", "방면", "쪽방향", "측방향")
#: Whole words only: 남산방면 names a hill, not the south.
_WORDS = {point + end: degrees for (point, degrees), end in product(_POINTS.items(), _ENDS)}
_AZIMUTH = re.compile(r"방위각?\s*:?\s*(\d{1,3}(?:\.\d+)?)\s*[도°]?")
_WIDTH = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*[도°]|^(360)\D*$")
_WORD = re.compile(r"[가-힣]+")


def width(text: str) -> float:
    """Degrees that a camera sees, over 0 to 360; NaN where the text gives none.

    >>> width("360도 전방면"), width("정면 90도")
    (360.0, 90.0)
    """
    found = _WIDTH.search(_AZIMUTH.sub(" ", text).strip())
    degrees = float(found[1] or found[2]) if found else math.nan
    return degrees if 0 < degrees <= 360 else math.nan


def bearing(text: str) -> float:
    """Degrees clockwise from north that a camera looks to, 0 to under 360; NaN where the text gives none, or several.

    >>> bearing("남동쪽 120도"), bearing("방위각 30도")
    (135.0, 30.0)
    """
    numbers = [float(number) % 360 for number in _AZIMUTH.findall(text)]
    told = {*numbers, *(_WORDS[word] for word in _WORD.findall(text) if word in _WORDS)}
    return told.pop() if len(told) == 1 else math.nan
