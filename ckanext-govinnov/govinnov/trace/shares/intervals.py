"""Intervals that hold a share, and what comes of mixing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from govinnov.trace.shares.amounts import Amount, grouped


class Interval(NamedTuple):
    """The least and the most that a share can be."""

    lo: Fraction
    hi: Fraction


#: By origin; one that is not named has no share.
Shares = Mapping[str, Interval]

NONE, WHOLE = Fraction(0), Fraction(1)
NOTHING, ALL, ANY = Interval(NONE, NONE), Interval(WHOLE, WHOLE), Interval(NONE, WHOLE)
#: Fractions with more bits than this are widened outward to ``_GRAIN``: far below what is ever shown.
_BITS, _GRAIN = 4096, 1 << 256


def mix(parts: Sequence[tuple[Shares, Amount]]) -> Shares:
    """What even mixing of parts gives.

    Parts whose amounts can be compared make a group: its share is their mean, weighted by amount. Between groups
    nobody knows how much of each there is, so the whole lies between the least and the most of them. These are exact
    bounds of what amounts from 0 on can give in the place of those that are missing.
    """
    if len(parts) == 1:
        return parts[0][0]
    return _hull([_mean([(parts[place][0], weight) for place, weight in one]) for one in grouped(parts)])


def _mean(parts: Sequence[tuple[Shares, Fraction]]) -> Shares:
    if len(parts) == 1:
        return parts[0][0]
    whole = sum((weight for _, weight in parts), NONE)
    los, his = dict[str, Fraction](), dict[str, Fraction]()
    for shares, weight in parts:
        for origin, one in shares.items():
            los[origin] = los.get(origin, NONE) + weight * one.lo
            his[origin] = his.get(origin, NONE) + weight * one.hi
    return {origin: _held(los[origin] / whole, his[origin] / whole) for origin in los}


def _hull(groups: Sequence[Shares]) -> Shares:
    if len(groups) == 1:
        return groups[0]
    origins = {origin for one in groups for origin in one}
    found = {origin: [one.get(origin, NOTHING) for one in groups] for origin in origins}
    return {
        origin: Interval(min(one.lo for one in many), max(one.hi for one in many)) for origin, many in found.items()
    }


def _held(lo: Fraction, hi: Fraction) -> Interval:
    """An interval whose fractions never outgrow the machine."""
    if max(lo.denominator.bit_length(), hi.denominator.bit_length()) <= _BITS:
        return Interval(lo, hi)
    return Interval(Fraction(lo * _GRAIN // 1, _GRAIN), Fraction(-(-hi * _GRAIN // 1), _GRAIN))


def rounded(share: Iterable[Fraction]) -> list[float]:
    """A share as it is shown: to four places, half to even."""
    return [number(one) for one in share]


def number(value: Fraction) -> float:
    """A number of an answer: to four places, whole where it is."""
    shown = round(value, 4)
    return shown.numerator if shown.denominator == 1 else float(shown)
