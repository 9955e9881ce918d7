"""Who is in a record: a name for programs that tells nobody's number, and what of a party everybody may know."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from govinnov.trace.codes.model import URN
from govinnov.trace.lineage.who import NAMED, WHO, masked

Role = Literal["farm", "hatchery", "slaughterhouse", "packer", "trade"]
PARTY = f"{URN}party/"
_REPORT = f"{URN}report/"
_FLOCK = f"{URN}flock/"
_HATCH = f"{URN}hatch/"
#: What tells a party from another, the surest first; a farm is one by its own number, whatever business it has.
_TELLING = ("farm_number", "business_number", "number", "licence", "code", "name")

#: Words of feeds for what somebody is; whoever is none of these trades.
_ROLES: tuple[tuple[str, Role], ...] = (
    ("부화", "hatchery"),
    ("농장", "farm"),
    ("도축", "slaughterhouse"),
    ("포장", "packer"),
    ("farm", "farm"),
    ("hatchery", "hatchery"),
    ("slaughter", "slaughterhouse"),
    ("pack", "packer"),
)

#: 시도, as addresses write them and in full.
_PROVINCES = {
    "서울": "서울특별시", "부산": "부산광역시", "대구": "대구광역시", "인천": "인천광역시", "광주": "광주광역시",
    "대전": "대전광역시", "울산": "울산광역시", "세종": "세종특별자치시", "경기": "경기도", "강원": "강원특별자치도",
    "충북": "충청북도", "충남": "충청남도", "전북": "전북특별자치도", "전남": "전라남도", "경북": "경상북도",
    "경남": "경상남도", "제주": "제주특별자치도", "강원도": "강원특별자치도", "전라북도": "전북특별자치도",
    "제주도": "제주특별자치도", "세종시": "세종특별자치시", "서울시": "서울특별시",
}  # fmt: skip
#: Digits, and fewer than a GLN has; a mark's farm has five signs.
_FARM_NUMBER = re.compile(r"\d{6,10}", re.ASCII)
#: So many digits, and a name may hold a telephone number.
_PERSONAL = 7
_DISTRICT = re.compile(r"[가-힣]{1,6}[시군구]")


class Private(NamedTuple):
    """What a record tells of a party that nobody but stewards may read."""

    party: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Names for programs: the same number gives the same name, and without the key nobody finds the number again."""

    key: bytes = b""

    def of(self, kind: str, *parts: str) -> str:
        """24 hex digits for a thing of a kind."""
        return _digest(self.key, kind, *parts)

    def party(self, row: Mapping[str, str], prefix: str) -> str:
        """Who the columns of a prefix are about, empty where they tell nobody."""
        for field, column in _columns(prefix):
            told = row.get(column)
            if told:
                return _party(self.key, field, told)
        return ""

    def farm(self, text: str) -> str:
        """The program's name of a farm that is told by its own number (농장식별번호); any other text as it is."""
        return _party(self.key, "farm_number", text) if _FARM_NUMBER.fullmatch(text) else text

    def report(self, reporter: str, kind: str, serial: str) -> str:
        """The event id of a record: its reporter's own serial among records of a kind."""
        return _REPORT + self.of("report", reporter, kind, serial)

    def flock(self, farm: str, name: str) -> str:
        """A flock at a farm, as a lot."""
        return _FLOCK + self.of("flock", farm, name)

    def hatch(self, hatchery: str, name: str) -> str:
        """What hatched together at a hatchery, as a lot."""
        return _HATCH + self.of("hatch", hatchery, name)


@lru_cache(maxsize=1 << 6)
def _columns(prefix: str) -> tuple[tuple[str, str], ...]:
    """What tells a party, and the columns of a prefix in which it stands."""
    return tuple((field, f"{prefix}_{field}") for field in _TELLING)


@lru_cache(maxsize=1 << 16)
def _party(key: bytes, field: str, told: str) -> str:
    """A party by what tells it from others: numbers without the signs between their digits, a name as it stands."""
    kind = "farm" if field in ("farm_number", "number") else field
    return PARTY + _digest(key, kind, told if field == "name" else re.sub(r"[\s-]", "", told).upper())


def _digest(key: bytes, *parts: str) -> str:
    return hmac.digest(key, "\0".join(parts).encode(), "sha256").hex()[:24]


@lru_cache(maxsize=1 << 10)
def role_of(told: str) -> Role:
    """What somebody is by a feed's word for it."""
    return next((role for word, role in _ROLES if word in told.casefold()), "trade")


def who(party: str, role: Role, row: Mapping[str, str], prefix: str) -> dict[str, Any]:
    """What everybody may know of a party, as a field of an event: of plants the name, of farms the owner masked."""
    owner, name, address = (row.get(column, "") for column in _columns_of(prefix))
    shown = _trade_name(name) if role in NAMED else masked(owner) if role == "farm" and owner else ""
    return dict(_who(party, role, shown, address))


def _trade_name(text: str) -> str:
    """The name of a plant, nothing where a number or an address of somebody stands in it.

    The gate lets anything stand in the columns of givers and takers, for they are private; a plant's name is not.
    """
    return "" if "@" in text or sum(map(str.isdigit, text)) >= _PERSONAL else text


@lru_cache(maxsize=1 << 6)
def _columns_of(prefix: str) -> tuple[str, str, str]:
    return f"{prefix}_owner", f"{prefix}_name", f"{prefix}_address"


@lru_cache(maxsize=1 << 14)
def _who(party: str, role: Role, shown: str, address: str) -> Mapping[str, str]:
    told = {"party": party, "role": role, "name": shown, "district": district_of(address)}
    return {f"{WHO}:{key}": value for key, value in told.items() if value}


@lru_cache(maxsize=1 << 16)
def district_of(address: str) -> str:
    """시도 and 시군구 of an address, nothing nearer; empty where it does not begin with a 시도."""
    words = address.split()
    province = _province(words[0]) if words else ""
    if not province:
        return ""
    inside = [word for word in words[1:3] if _DISTRICT.fullmatch(word)]
    deeper = inside[:1] + [word for word in inside[1:2] if inside[0].endswith("시") and word.endswith("구")]
    return " ".join([province, *deeper])


def _province(word: str) -> str:
    return word if word in _PROVINCES.values() else _PROVINCES.get(word, "")
