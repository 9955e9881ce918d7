"""A canonical code as it stands on the goods, and what the goods are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from govinnov.trace.codes.numbers import KINDS, Kind

Product = Kind | Literal["other"]

_EGGS = ("egg10", "farm6", "farm5", "old")


def printed(code: str) -> str:
    """``egg10/2026-08-23/M3FSD/2`` → ``0823 M3FSD 2``: signs in the groups that people read."""
    family, *parts = code.split("/")
    if family == "gs1":
        return " ".join(f"({ai}){value}" for ai, value in zip(parts[::2], parts[1::2], strict=False))
    if family == "hist12":
        return parts[-1]
    if family == "egg10":
        return " ".join([parts[0].replace("-", "")[-4:], *parts[1:]])
    if family == "bundle15":
        day, kind, trader, serial = parts
        return f"L{kind} {day.replace('-', '')[2:]} {trader} {serial}"
    return " ".join(parts)


def product(code: str, beside: Iterable[str | None] = ()) -> Product:
    """What a code is printed on; a GS1 identifier does not tell.

    Args:
        code: A canonical code.
        beside: The codes of all that is told of it: a bundle's 2 is chicken, or eggs where eggs with a mark are told.
    """
    family, *parts = code.split("/")
    if family in _EGGS or (family == "bundle15" and any(one and one.startswith("egg10/") for one in beside)):
        return "egg"
    digit = parts[-1][0] if family == "hist12" else parts[1] if family == "bundle15" else ""
    return KINDS.get(digit, "other")
