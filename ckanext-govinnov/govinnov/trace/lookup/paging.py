"""An answer in pages: how much one holds, and the token with which the next one is asked for.

A token holds what the first page stood on (its moment, its day) and how many nodes were told, each way. Two seals
stand beside: one of the lot, and one of all that was told before, so that pages never overlap or miss anything: where
that has changed since, by a report that counts from before, there is no next page. Whoever has the key can read
nothing else from a token, and whoever has none can not make one.
"""

from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from hmac import compare_digest

#: Nodes in one answer, each way, nearest first.
MOST = 500
#: Version, moment (µs), day, nodes that were told, seal of the lot, seal of what was told.
_FORM = struct.Struct(">Bqii8s8s")
_VERSION, _SEAL = 1, 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class PageError(Exception):
    """There is no such page; ``code`` says why to programs, and both sentences to people."""

    def __init__(self, code: str) -> None:
        self.code, (self.message_ko, self.message_en) = code, SENTENCES[code]
        super().__init__(self.message_en)


SENTENCES = {
    "next-wrong": (
        "다음 쪽의 표(next)가 아닙니다. 앞선 답의 next를 그대로 적으세요.",
        "This is no token of a next page: give the `next` of an answer as it is.",
    ),
    "next-of-another": (
        "이 표(next)는 다른 번호의 것입니다. 그 답을 얻은 번호와 함께 적으세요.",
        "This token (next) is of another code: give it with the code whose answer it came with.",
    ),
    "next-expired": (
        "앞쪽을 보신 뒤에 그때의 기록이 바뀌었습니다. 첫 쪽부터 다시 찾으세요.",
        "What was known at that time has changed since the page before: begin with the first page again.",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins, and what it stands on."""

    known_at: datetime
    on: date
    told: int
    lot: bytes
    seen: bytes


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of an answer is asked for.

    Attributes:
        key: Seals tokens; at most 64 bytes.
        place: Where it begins; the first page where left out.
    """

    key: bytes = b""
    place: Place | None = None

    @classmethod
    def of(cls, token: str, key: bytes = b"") -> Pages:
        """The page of a token, or the first one of none.

        Raises:
            PageError: It is no token that was made with this key.
        """
        return cls(key, _read(token, key) if token else None)

    @property
    def told(self) -> int:
        """How many nodes were told before, each way."""
        return self.place.told if self.place else 0

    @property
    def most(self) -> int:
        """How many are told with this page."""
        return self.told + MOST

    def check(self, lot: str, seen: Iterable[str]) -> None:
        """See that the page goes on from what was told.

        Args:
            lot: What is looked up now.
            seen: The names of all that the pages before told.

        Raises:
            PageError: It is another lot, or something has changed.
        """
        if self.place and not compare_digest(self.place.lot, self._seal([lot])):
            raise PageError("next-of-another")
        if self.place and not compare_digest(self.place.seen, self._seal(seen)):
            raise PageError("next-expired")

    def next(self, known_at: datetime, on: date, lot: str, seen: Iterable[str]) -> str:
        """The token of the page after this one."""
        micros = (known_at - _EPOCH) // _MICROSECOND
        seals = self._seal([lot]), self._seal(seen)
        said = _FORM.pack(_VERSION, micros, on.toordinal(), self.most, *seals)
        return urlsafe_b64encode(said + _sealed(said, self.key)).decode().rstrip("=")

    def _seal(self, names: Iterable[str]) -> bytes:
        return _sealed("\n".join(names).encode(), self.key)


def _read(token: str, key: bytes) -> Place:
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"==")
        said, seal = raw[:-_SEAL], raw[-_SEAL:]
        version, micros, day, told, lot, seen = _FORM.unpack(said)
    except (ValueError, struct.error):
        raise PageError("next-wrong") from None
    if version != _VERSION or not compare_digest(seal, _sealed(said, key)):
        raise PageError("next-wrong")
    return Place(_EPOCH + micros * _MICROSECOND, date.fromordinal(day), told, lot, seen)


def _sealed(said: bytes, key: bytes) -> bytes:
    return blake2b(said, digest_size=_SEAL, key=key).digest()
