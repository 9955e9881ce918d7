"""Which columns hold latitudes and longitudes, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from govinnov.gate.validate.checks.model import Subject

Axis = Literal["lat", "lon"]

#: Degrees, minutes and seconds in columns of their own are not coordinates by themselves; nor is a place called 위도면.
_LAT = re.compile(r"위도(?![\s_(]*[도분초면읍동리명])|(?<![a-z])lat(?:itude)?(?![a-z])")
_LON = re.compile(r"경도(?![\s_(]*[도분초면읍동리명])|(?<![a-z])(?:lon(?:gitude)?|lng)(?![a-z])")
#: X and Y may be metres of a projection as well as degrees: only their values tell.
_Y = re.compile(r"(?<![a-z])y\s*_?좌표|좌표\s*_?\(?y\)?")
_X = re.compile(r"(?<![a-z])x\s*_?좌표|좌표\s*_?\(?x\)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """Columns of one place's coordinates; either may be missing. ``sure``: the label says degrees."""

    lat: Subject | None
    lon: Subject | None
    sure: bool


def pairs(subjects: Sequence[Subject]) -> list[Pair]:
    """Pair the latitude and longitude columns of a table by the rest of their labels, else by their order."""
    return [*_paired(subjects, _LAT, _LON, sure=True), *_paired(subjects, _Y, _X, sure=False)]


def _paired(subjects: Sequence[Subject], lat: re.Pattern[str], lon: re.Pattern[str], *, sure: bool) -> list[Pair]:
    lats = {_rest(lat, subject): subject for subject in subjects if lat.search(subject.label.lower())}
    lons = {_rest(lon, subject): subject for subject in subjects if lon.search(subject.label.lower())}
    if len(lats) == len(lons) == 1:
        return [Pair(next(iter(lats.values())), next(iter(lons.values())), sure)]
    rests = dict.fromkeys([*lats, *lons])
    return [Pair(lats.get(rest), lons.get(rest), sure) for rest in rests]


def _rest(axis: re.Pattern[str], subject: Subject) -> str:
    return re.sub(r"[\s_]", "", axis.sub("", subject.label.lower()))
