"""What a text was read as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from govinnov.trace.findings import Finding

Family = Literal["egg10", "farm6", "farm5", "hist12", "bundle15", "old", "gs1"]
#: What a reading still needs before it names a lot: the laying date, or an alias that somebody registered.
Needs = Literal["date", "alias"]

#: Our codes as URIs. Never the site's host: event hashes must not change with it.
URN = "urn:x-govinnov:"


@dataclass(frozen=True, slots=True)
class Repair:
    """A sign that was taken for another; ``position`` counts the cleaned text from 1."""

    position: int
    read: str
    taken: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text.

    ``code`` is canonical: ``egg10/2026-08-23/M3FSD/2``. ``on`` is the day that it carries, the newest where the code
    has no year; ``other_dates`` are the same day of earlier years, newest first. ``insides`` holds one mapping for
    each way to read what is inside a number.
    """

    family: Family
    code: str
    uri: str
    on: date | None = None
    other_dates: tuple[date, ...] = ()
    repairs: tuple[Repair, ...] = ()
    needs: Needs | None = None
    insides: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All readings of a text, those without repairs first; without one, the findings say why."""

    text: str
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def own(family: Family, *parts: str) -> tuple[str, str]:
    """Code and URI of one of our families."""
    code = "/".join((family, *parts))
    return code, URN + code
