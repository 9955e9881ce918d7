"""Our own canonical codes, as a URI or without it: they carry their date and are taken at their word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govinnov.trace.codes import old
from govinnov.trace.codes.model import URN, Family, Needs, Reading, own
from govinnov.trace.codes.numbers import KINDS
from govinnov.trace.findings import Finding, finding

_MARK = f"{URN}egg10/"
_DAY = r"(\d{4}-\d\d-\d\d)"


@dataclass(frozen=True, slots=True)
class Form:
    """How one family is written: the pattern behind its name, and what its groups are."""

    family: Family
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    needs: Needs | None = None


def _form(family: Family, pattern: str, names: str, needs: Needs | None = None) -> Form:
    return Form(family, re.compile(pattern, re.ASCII), tuple(names.split()), needs)


_FORMS: dict[str, Form] = {
    form.family: form
    for form in (
        _form("egg10", rf"{_DAY}/([A-Z0-9]{{5}})/([1-4])", "day farm housing"),
        _form("farm6", r"([A-Z0-9]{5})/([1-4])", "farm housing", "date"),
        _form("farm5", r"([A-Z0-9]{5})", "farm", "date"),
        _form("hist12", rf"(?:{_DAY}/)?([235]\d{{11}})", "day number"),
        _form("bundle15", rf"{_DAY}/([25])/([0-9A-Z]{{4}})/(\d{{3}})", "day kind trader serial"),
        _form("old", f"({old.OLD.pattern})", "mark", "alias"),
    )
}


def read(text: str) -> Iterator[Reading | Finding]:
    """A code as this program writes it."""
    family, _, rest = text.removeprefix(URN).partition("/")
    form = _FORMS.get(family)
    found = form.pattern.fullmatch(rest) if form else None
    if not form or not found:
        return
    inside = {name: part for name, part in zip(form.names, found.groups(), strict=True) if part}
    day = inside.pop("day", None)
    on = _day(day) if day else None
    if day and on is None:
        yield finding("code-day-wrong", value=day)
        return
    code, uri = own(form.family, rest)
    yield Reading(form.family, code, uri, on, needs=form.needs, insides=(inside,))


@lru_cache(maxsize=10_000)
def one(text: str) -> Reading | None:
    """The reading of a code as this program writes it, where it is one."""
    return next((found for found in read(text) if isinstance(found, Reading)), None)


@lru_cache(maxsize=1 << 16)
def farm_of(lot: str) -> str | None:
    """The farm's five signs of a shell mark; nothing for other lots."""
    found = _FORMS["egg10"].pattern.fullmatch(lot[len(_MARK) :]) if lot.startswith(_MARK) else None
    return found[2] if found and _day(found[1]) else None


def day_of(lot: str) -> date | None:
    """The day that a lot's code carries."""
    found = one(lot)
    return found.on if found else None


def kind_of(lot: str) -> str | None:
    """``chicken``, ``duck`` or ``egg``, where a lot's code says so."""
    found = one(lot)
    if found is None or found.family in ("old", "gs1"):
        return None
    inside = found.insides[0]
    return KINDS[inside.get("kind") or inside["number"][0]] if "farm" not in inside else "egg"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
