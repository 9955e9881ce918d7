"""The local governments that the published tables speak of, and how to find one by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.search import hangul

#: The table that has every government.
TABLE = "distances"
#: Digits of a province's code; a district's begins with them.
PROVINCE = 2


@dataclass(frozen=True, slots=True)
class Government:
    """A local government: its code, its name, and the province that it lies in (empty for a province)."""

    code: str
    name: str
    province: str = ""

    @property
    def is_province(self) -> bool:
        """Whether it is one of the 17."""
        return len(self.code) == PROVINCE

    @property
    def full_name(self) -> str:
        """``강원도 춘천시``: there is more than one 중구."""
        return f"{self.province} {self.name}".strip()


def governments(tables: Tables) -> tuple[Government, ...]:
    """Everyone by code, the province before its districts."""
    return of(tables.found[TABLE].frame.select("government_code", "government_name").unique().rows())


def of(named: Iterable[tuple[str, str]]) -> tuple[Government, ...]:
    """The same from pairs of code and name."""
    rows = sorted(named, key=lambda pair: pair[0])
    own = dict(rows)
    return tuple(Government(code, name, _province(code, own)) for code, name in rows)


def find(everyone: Iterable[Government], code: str) -> Government | None:
    """One by its code."""
    return next((one for one in everyone if one.code == code), None)


def matching(everyone: Sequence[Government], query: str) -> tuple[Government, ...]:
    """Those whose own name holds the query, else those whose full name does; consonants (ㅊㅊ) are compared as such."""
    if not hangul.squeezed(query):
        return tuple(everyone)
    spoken = hangul.initials if all(sign in hangul.INITIALS for sign in query if sign.isalnum()) else hangul.squeezed
    wanted = spoken(query)
    own = tuple(one for one in everyone if wanted in spoken(one.name))
    return own or tuple(one for one in everyone if wanted in spoken(one.full_name))


def _province(code: str, provinces: dict[str, str]) -> str:
    return "" if len(code) == PROVINCE else provinces.get(code[:PROVINCE], "")
