"""Signs that are easily taken for one another."""

from __future__ import annotations

from collections.abc import Collection

from govinnov.trace.codes.model import Repair

ALIKE = ("0OQ", "1IL", "2Z", "5S", "6G", "8B")
_DIGITS = {sign: group[0] for group in ALIKE for sign in group[1:]}
_GROUP = {sign: number for number, group in enumerate(ALIKE) for sign in group}
#: In how many places a farm's signs may differ from a known farm's.
MOST = 2


def as_digits(text: str, first: int) -> tuple[str, tuple[Repair, ...]]:
    """A text in which only digits may stand, with look-alikes replaced; ``first`` is the position of its first sign."""
    if text.isascii() and text.isdigit():
        return text, ()
    made = "".join(_DIGITS.get(sign, sign) for sign in text)
    repairs = tuple(
        Repair(first + place, sign, digit)
        for place, (sign, digit) in enumerate(zip(text, made, strict=True))
        if sign != digit
    )
    return made, repairs


def look_alikes(farm: str, known: Collection[str]) -> list[str]:
    """Known codes that differ from a farm's signs in one or two places, each by a sign that looks alike.

    Nothing is taken in the place of what was typed: these are asked about ("did you mean"). A farm that is known
    itself has none.
    """
    if farm in known:
        return []
    return sorted(one for one in known if 0 < _differences(farm, one) <= MOST)


def _differences(one: str, other: str) -> int:
    """Places in which two codes differ; more than allowed when a difference is no slip."""
    if len(one) != len(other):
        return MOST + 1
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) if all(_GROUP.get(a, a) == _GROUP.get(b, b) for a, b in pairs) else MOST + 1
