"""What if a post stood there: what somebody asks, and what the page shows of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import Government
from govinnov.dispatch.clocks import Clock, Limit
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.golden import Range
from govinnov.dispatch.whatif import Answer, Area, Change, Ground, Post, Reached, what_if

#: The limit that the headline speaks of: that of the plans.
HEAD = ("ambulance", Clock.RECEIPT_SCENE, 600)
#: Kilometres that the page tells beside the minutes.
NEAR_KM = 2
#: In which order people ask.
_ORDER = ("fire", "ambulance")
#: Letters of a value that are looked at.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed or chosen: a 읍면동, or longitude and latitude; and the number of a post that goes."""

    area: str
    lon: str
    lat: str
    gone: str

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Asked:
        """From the values of an address."""
        return cls(*(said.get(name, "").strip()[:_LONGEST] for name in ("area", "lon", "lat", "gone")))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.area or self.lon or self.lat or self.gone)


@dataclass(frozen=True, slots=True)
class Line:
    """One limit before and after, and how many electors more are reached, at least and at most."""

    service: str
    clock: str
    seconds: int
    before: Span
    after: Span
    gain: Range

    @property
    def minutes(self) -> int:
        """Every limit in use is of whole minutes."""
        return self.seconds // 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        government: Whose page it is.
        asked: What was asked.
        ground: Its areas and posts, to choose from.
        grade: How good the inputs are.
        place: Where the new post stands (longitude, latitude).
        area: In which 읍면동 that is.
        gone: The post that is no more.
        answer: None as long as nothing was asked, or it can't be.
        refusal: Why it can't be.
    """

    government: Government
    asked: Asked
    ground: Ground
    grade: str
    place: tuple[float, float] | None = None
    area: Area | None = None
    gone: Post | None = None
    answer: Answer | None = None
    refusal: InputError | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Limits in the order in which people ask."""
        told = [_line(limit, reached, self) for limit, reached in self.answer.limits] if self.answer else []
        return tuple(sorted(told, key=lambda one: (_ORDER.index(one.service), one.clock, one.seconds)))

    @property
    def head(self) -> Line | None:
        """The line of the headline."""
        return next((one for one in self.lines if (one.service, one.clock, one.seconds) == HEAD), None)

    @property
    def near(self) -> tuple[Span, Span] | None:
        """Shares within 2 km, before and after."""
        found = next((one for km, one in self.answer.radii if km == NEAR_KM), None) if self.answer else None
        return (_span(found.before, self), _span(found.after, self)) if found else None

    @property
    def mean(self) -> tuple[Span, Span] | None:
        """Mean kilometres before and after; None where no post is left."""
        if self.answer is None or not math.isfinite(self.answer.mean_km.after.hi):
            return None
        both = self.answer.mean_km.before, self.answer.mean_km.after
        before, after = (Span(one.lo, one.mid, one.hi, self.grade) for one in both)
        return before, after


def shown(government: Government, ground: Ground, grade: str, asked: Asked) -> Shown:
    """The page for what was asked."""
    page = Shown(government, asked, ground, grade)
    try:
        return page if asked.is_empty else _answered(page)
    except InputError as error:
        return replace(page, refusal=error)


def _answered(page: Shown) -> Shown:
    ground, gone = page.ground, _gone(page.ground, page.asked)
    chosen = _area(ground, page.asked)
    place = (chosen.lon, chosen.lat) if chosen else _place(page.asked)
    answer = what_if(ground, Change((place,) if place else (), frozenset([gone.number] if gone else [])))
    area = chosen or (ground.near(*place) if place else None)
    return replace(page, area=area, place=place, gone=gone, answer=answer)


def _area(ground: Ground, asked: Asked) -> Area | None:
    """The 읍면동 that was chosen, unless a place was typed or clicked."""
    if asked.lon or asked.lat or not asked.area:
        return None
    found = next((one for one in ground.areas if one.code == asked.area), None)
    if found is None:
        raise InputError("bad-place", text=asked.area)
    return found


def _place(asked: Asked) -> tuple[float, float] | None:
    """The place that was typed or clicked."""
    if not (asked.lon or asked.lat):
        return None
    try:
        return float(asked.lon), float(asked.lat)
    except ValueError as error:
        raise InputError("bad-place", text=f"{asked.lon},{asked.lat}") from error


def _gone(ground: Ground, asked: Asked) -> Post | None:
    if not asked.gone:
        return None
    number = int(asked.gone) if asked.gone.isdecimal() else 0
    found = next((one for one in ground.known.posts if one.number == number), None)
    if found is None:
        raise InputError("no-such-post", id=asked.gone, n=len(ground.known.posts))
    return found


def _line(limit: Limit, reached: Reached, page: Shown) -> Line:
    spans = _span(reached.before, page), _span(reached.after, page)
    return Line(limit.service, limit.clock.value, limit.seconds, *spans, reached.gain)


def _span(told: Range, page: Shown) -> Span:
    total = max(page.answer.total if page.answer else 0, 1)
    return Span(told.lo / total, told.mid / total, told.hi / total, page.grade)
