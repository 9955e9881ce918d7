"""For analysts: what the figures stand on, other parameters, posts within wishes, and own runs beside the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.dispatch_pages.served import Served
from govinnov.dispatch.clocks import Clock
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.parameters import Parameter, Parameters
from govinnov.dispatch.whatif import SERVICES, Answer, Change, Ground, what_if
from govinnov.dispatch.whatif.greedy import Greedy, greedy, sites_of

#: Parameters that can be tried: of a service by a clock, and the speeds that make the range.
TRIED = (
    *(f"{service}.{clock}.{name}" for service, clock in (
        ("fire", Clock.RECEIPT_SCENE), ("ambulance", Clock.RECEIPT_SCENE), ("ambulance", Clock.RECEIPT_PATIENT)
    ) for name in ("fixed_s", "kmh")),
    "slower", "faster",
)  # fmt: skip
#: Between which values they can be tried.
_LEAST, _MOST = 0.0, 1000.0
MOST_POSTS = 5
_INSTANCE = "instance.txt"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Posts to plan: how many, and 읍면동 that shall have one each, or none."""

    count: int
    fixed: tuple[str, ...]
    banned: tuple[str, ...]

    @classmethod
    def of(cls, count: str, fixed: Sequence[str], banned: Sequence[str]) -> Wishes:
        """From the values of an address; what is no number counts as one post."""
        number = int(count) if count.isdecimal() else 1
        return cls(min(number, MOST_POSTS), tuple(dict.fromkeys(fixed))[:MOST_POSTS], tuple(dict.fromkeys(banned)))


def tried(ground: Ground, said: Mapping[str, str]) -> Answer | None:
    """Shares with other parameters, as what is found after: None where none was typed.

    Raises:
        InputError: ``bad-parameter``.
    """
    changed = {name: _value(name, said[name]) for name in TRIED if said.get(name, "").strip()}
    if not changed:
        return None
    known = ground.known.parameters
    own = Parameters({**known.named, **{name: _own(known.named[name], value) for name, value in changed.items()}})
    before = what_if(ground, Change())
    after = what_if(replace(ground, known=replace(ground.known, parameters=own)), Change())
    limits = zip(before.limits, after.limits, strict=True)
    return replace(
        after,
        limits=tuple((limit, replace(one, after=other.before)) for (limit, one), (_, other) in limits),
    )


def planned(tables: Tables, ground: Ground, wishes: Wishes) -> Greedy | None:
    """Posts within wishes on the demand of the published plans; None where these are not published."""
    row = tables.first("plans", government_code=ground.code)
    file = next((one for one in tables.files if one.filename.endswith(_INSTANCE)), None)
    if row is None or file is None:
        return None
    try:
        sites = sites_of(file.path.read_text(encoding="utf-8"), ground, row["radius_m"])
    except (OSError, UnicodeDecodeError, InputError):
        return None
    return greedy(ground, sites, wishes.count, wishes.fixed, wishes.banned)


def modelled(tables: Tables, code: str) -> dict[tuple[str, int], Span | None]:
    """The model's shares for ambulances, by clock and seconds."""
    rows = tables.rows("golden-time", government_code=code, service=SERVICES[0])
    return {(row["clock"], row["limit_s"]): Span.of(row, "share") for row in rows}


def geojson(files: Sequence[Served]) -> Served | None:
    """The published map, of which there is a GeoPackage for QGIS."""
    return next((one for one in files if one.filename.endswith(".geojson")), None)


def _own(given: Parameter, value: float) -> Parameter:
    return replace(given, value=value, source="typed")


def _value(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise InputError("bad-parameter", name=name) from error
    if not _LEAST <= value <= _MOST:
        raise InputError("bad-parameter", name=name)
    return value


def parameters(told: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Parameters as the page lists them, by name."""
    return [{"name": name, **one} for name, one in sorted(told.items())]
