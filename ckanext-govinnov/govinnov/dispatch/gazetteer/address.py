"""A Korean address in its parts: district, 읍·면, road and building number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govinnov.dispatch.gazetteer.districts import Names

_BRACKETS = re.compile(r"\([^)]*\)?")
#: 논현로 10길 19, 은행나무로36번가길 24, 세종대로 지하 175, 사로 1102-8.
_ROAD = re.compile(
    r"(?P<road>\S*?(?:대로|로|길))\s*(?P<branch>\d+\S*?길)?\s*(?:지하\s*)?(?P<number>\d+)(?:-(?P<sub>\d+))?(?!\d|\S*길)"
)
#: A road that leaves another one: the number is that of the house where it begins.
_BRANCH = re.compile(r"(?P<road>\S*(?:대로|로))(?P<number>\d+)번[가-힣]*길")
_SUB = 1000


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an address says.

    Attributes:
        district: Code of the 시군구.
        area: Name of the 읍 or 면, if there is one.
        road: Name of the road without blanks; empty if there is none.
        number: Building number; 1102-8 is 1102.008.
    """

    district: str
    area: str
    road: str
    number: float


def parse(text: str, names: Names) -> Parsed | None:
    """Read an address; None if its 시군구 can't be told."""
    words = _BRACKETS.sub(" ", text).split()
    district, left = names.find(words)
    if not district:
        return None
    area = next((word for word in left[:1] if word.endswith(("읍", "면"))), "")
    road, number = _road(" ".join(left[1:] if area else left))
    return Parsed(district, area, road, number)


def begin(road: str) -> tuple[str, float] | None:
    """The road that a road leaves (가로12번길), and the number where it does; None if its name doesn't say."""
    found = _BRANCH.fullmatch(road)
    return (found["road"], float(found["number"])) if found else None


def _road(text: str) -> tuple[str, float]:
    found = _ROAD.search(text)
    if found is None:
        return "", float("nan")
    number = int(found["number"]) + min(int(found["sub"] or 0), _SUB - 1) / _SUB
    return found["road"] + (found["branch"] or ""), number
