"""Which 시군구 an address begins with, under old and new names of provinces, or without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

#: How a province's names begin → one short name.
_PROVINCES = {
    "전라북": "전북",
    "전라남": "전남",
    "경상북": "경북",
    "경상남": "경남",
    "충청북": "충북",
    "충청남": "충남",
    **{name: name for name in ("서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기", "강원", "제주")},
    **{name: name for name in ("전북", "전남", "경북", "경남", "충북", "충남")},
}
_ENDS = ("시", "도")


def short(province: str) -> str:
    """Short name of a province (전라북도 and 전북특별자치도 are 전북); empty for what is none."""
    return next((name for begin, name in _PROVINCES.items() if province.startswith(begin)), "")


class Names:
    """Names of districts: ``find`` tells the code from the words of an address."""

    def __init__(self, districts: Iterable[tuple[str, str, str]]) -> None:
        """Take codes, provinces and names of districts; a name of two words is written without its blank."""
        self._within: dict[tuple[str, str], str] = {}
        self._alone: dict[str, set[str]] = defaultdict(set)
        self._only: dict[str, set[str]] = defaultdict(set)
        for code, province, name in districts:
            self._within[short(province), name.replace(" ", "")] = code
            self._alone[name.replace(" ", "")].add(code)
            self._only[short(province)].add(code)

    def find(self, words: Sequence[str]) -> tuple[str, Sequence[str]]:
        """Code and the words after it; an empty code when there is no such district, or several."""
        province = _province(words)
        left = words[1:] if province else words
        for count in (2, 1):
            name = "".join(left[:count])
            code = self._within.get((province, name)) or self._unique(name)
            if code:
                return code, left[count:]
        only = self._only[province] if province in self._only and province else set()
        return (next(iter(only)), left) if len(only) == 1 else ("", left)

    def _unique(self, name: str) -> str:
        codes = self._alone.get(name, set())
        return next(iter(codes)) if len(codes) == 1 else ""


def _province(words: Sequence[str]) -> str:
    """The short name of a province, if an address begins with one: 광주시 in 경기도 광주시 is no second one."""
    first = words[0] if words else ""
    name = short(first)
    return name if name and (first == name or first.endswith(_ENDS)) else ""
