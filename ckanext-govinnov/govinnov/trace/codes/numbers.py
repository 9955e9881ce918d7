"""Trace numbers of chicken, duck and eggs, and the numbers of small traders' bundles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from govinnov.trace.codes.model import Reading, Repair, own
from govinnov.trace.codes.slips import as_digits
from govinnov.trace.codes.years import laying_days
from govinnov.trace.findings import Finding, finding

Kind = Literal["chicken", "duck", "egg"]
KINDS: dict[str, Kind] = {"2": "chicken", "5": "duck", "3": "egg"}
#: Numbers for eggs were issued from 2020 until this day; the mark on the shell took their place.
EGGS_FROM, EGGS_UNTIL = 2020, date(2024, 1, 24)
_NUMBER = re.compile(r"[235]\d{11}", re.ASCII)
_BUNDLE = re.compile(r"L([25])(\d{6})([0-9A-Z]{4})(\d{3})", re.ASCII)


def read(text: str, on: date) -> Iterator[Reading | Finding]:
    """A trace number of twelve digits: never refused by what is inside, for two layouts are in use."""
    number, repairs = as_digits(text, 1) if len(text) == 12 else ("", ())
    if not _NUMBER.fullmatch(number):
        return
    if KINDS[number[0]] == "egg":
        yield _egg(number, on, repairs)
        return
    code, uri = own("hist12", number)
    yield Reading("hist12", code, uri, repairs=repairs, insides=tuple(_layouts(number)))


def _layouts(number: str) -> Iterator[Mapping[str, str]]:
    """A day, a plant and a short serial, where that is a day; a plant and a long serial in any case."""
    kind, day = KINDS[number[0]], _day(number[1:7])
    if day:
        yield {"kind": kind, "day": day.isoformat(), "plant": number[7:10], "serial": number[10:]}
    yield {"kind": kind, "plant": number[1:4], "serial": number[4:]}


def _egg(number: str, on: date, repairs: tuple[Repair, ...]) -> Reading:
    """Month and day, labeller, serial; the year is not in it."""
    bound = min(on, EGGS_UNTIL - timedelta(days=1))
    days = laying_days(int(number[1:3]), int(number[3:5]), bound, EGGS_FROM)
    first = days[0] if days else None
    code, uri = own("hist12", *([first.isoformat()] if first else []), number)
    inside = {"kind": "egg", "issued": number[1:5], "labeller": number[5:8], "serial": number[8:]}
    return Reading("hist12", code, uri, first, days[1:], repairs, None, (inside,))


def read_bundle(text: str, on: date) -> Iterator[Reading | Finding]:
    """A bundle of fifteen signs. Its trader's four signs are part of a business number: two may print the same."""
    if len(text) != 15 or text[0] not in "L1I":
        return
    letter = () if text[0] == "L" else (Repair(1, text[0], "L"),)
    kind_day, first = as_digits(text[1:8], 2)
    serial, last = as_digits(text[12:], 13)
    bundle = _BUNDLE.fullmatch(f"L{kind_day}{text[8:12]}{serial}")
    if not bundle or (text[0] != "L" and text.isdigit()):
        return
    kind, day, trader, serial = bundle.groups()
    packed = _day(day)
    if packed is None:
        yield finding("bundle-day-wrong", "3-8", day)
        return
    code, uri = own("bundle15", packed.isoformat(), kind, trader, serial)
    inside = {"kind": KINDS[kind], "day": packed.isoformat(), "trader": trader, "serial": serial}
    yield Reading("bundle15", code, uri, packed, repairs=(*letter, *first, *last), insides=(inside,))


def _day(text: str) -> date | None:
    """YYMMDD of this century."""
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
