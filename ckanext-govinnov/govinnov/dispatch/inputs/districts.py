"""Districts (시군구) and areas (읍면동): codes, names, weights and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govinnov.dispatch.findings import Finding, Tell, teller
from govinnov.dispatch.geometry import Feature, Shape, read_features
from govinnov.dispatch.inputs.source import Source

_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")


@dataclass(frozen=True, slots=True)
class District:
    """A 시군구.

    Attributes:
        code: 5 digits of the Interior Ministry.
        province: Name of its 시도.
        name: As its file has it.
        electors: Its weight.
        shape: Its land, as rough as its file.
    """

    code: str
    province: str
    name: str
    electors: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Area:
    """A 읍면동: its code as its boundary file has it, its name and its land."""

    code: str
    name: str
    shape: Shape


def read_districts(sources: Iterable[Source], findings: list[Finding]) -> dict[str, District]:
    """Districts by code; the first file that has one counts.

    Raises:
        InputError: ``unreadable``.
    """
    found: dict[str, District] = {}
    for source in sources:
        for feature in read_features(source.path):
            code, province, name = (_value(source, feature, column) for column in ("code", "province", "name"))
            electors = _whole(_value(source, feature, "electors"), teller(findings, f"{source.name} {code}", 0))
            found.setdefault(code, District(code, province, name, electors, feature.shape))
    return dict(sorted(found.items()))


def read_areas(sources: Iterable[Source]) -> list[Area]:
    """Areas by code; the first file that has one counts.

    Raises:
        InputError: ``unreadable``.
    """
    found: dict[str, Area] = {}
    for source in sources:
        for feature in read_features(source.path):
            code, name = _value(source, feature, "code"), _value(source, feature, "name")
            found.setdefault(code, Area(code, name, feature.shape))
    return [found[code] for code in sorted(found)]


def _whole(text: str, tell: Tell) -> int:
    """A weight as it stands in a file; one that is no whole number of 0 or more is told, and counts as 0."""
    number = float(text) if _NUMBER.fullmatch(text) else -1.0
    if number < 0 or number != int(number):
        tell("bad-weight")
        return 0
    return int(number)


def _value(source: Source, feature: Feature, column: str) -> str:
    return str(feature.properties.get(source.columns.get(column, ""), ""))
