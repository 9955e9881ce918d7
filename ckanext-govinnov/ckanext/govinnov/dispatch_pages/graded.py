"""How good the published figures are: grades, why some governments have the lowest, and which have no figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages import governments, minutes
from ckanext.govinnov.dispatch_pages.governments import PROVINCE
from ckanext.govinnov.dispatch_pages.published import Row
from govinnov.dispatch.demand.areas import BY_DISTRICT

LOWEST = "D"


@dataclass(frozen=True, slots=True)
class Fallen:
    """A government with the lowest grade: which share of its electors has a figure of the own 읍면동."""

    code: str
    joined: float


@dataclass(frozen=True, slots=True)
class Missing:
    """Governments without figures of a service for one reason (Korean, English)."""

    service: str
    reason: tuple[str, str]
    codes: tuple[str, ...]


def grades(golden: Sequence[Row]) -> Mapping[str, int]:
    """How many governments have each grade, for fire and ambulances; an empty grade is for no figures."""
    told = {row["government_code"]: row["grade"] or "" for row in golden if row["service"] != minutes.POLICE}
    return dict(sorted(Counter(told.values()).items()))


def fallen(golden: Sequence[Row], areas: Sequence[Row]) -> Iterator[Fallen]:
    """Governments with the lowest grade for fire and ambulances, by code.

    Args:
        golden: Rows of ``golden-time``.
        areas: Rows of ``areas`` of the 119 centres; those of a province stand with its governments.
    """
    low = {row["government_code"] for row in golden if row["grade"] == LOWEST and row["service"] != minutes.POLICE}
    held: dict[str, Counter[bool]] = defaultdict(Counter)
    for row in areas:
        for code in {row["government_code"], row["government_code"][:PROVINCE]}:
            held[code][row["joined"] != BY_DISTRICT] += row["total"] or 0
    for code in sorted(low):
        yield Fallen(code, held[code][True] / max(held[code].total(), 1))


def missing(golden: Sequence[Row]) -> Iterator[Missing]:
    """Who has no figures, by service and reason."""
    codes: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    for row in golden:
        if row["status"] != "computed":
            codes[row["service"], minutes.reason(row)].add(row["government_code"])
    for (service, reason), found in sorted(codes.items()):
        yield Missing(service, reason, tuple(sorted(found)))


def names(golden: Sequence[Row]) -> Mapping[str, str]:
    """What governments are called, by code, with their province: there are six 중구."""
    named = {(row["government_code"], row["government_name"]) for row in golden}
    return {one.code: one.full_name for one in governments.of(named)}
