"""Who is reached within so many minutes: each limit with its service, its clock, its range and its grade."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.published import Row, Tables

POLICE = "police"
#: In which order people ask.
_ORDER = {"fire": 0, "ambulance": 1, POLICE: 2}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and the share of people reached within it; without one there is the reason (Korean, English)."""

    service: str
    clock: str
    seconds: int
    share: Span | None
    reason: tuple[str, str]

    @property
    def minutes(self) -> int:
        """Every limit in use is of whole minutes."""
        return self.seconds // 60


def limits(tables: Tables, code: str) -> tuple[Limit, ...]:
    """The limits of a government, those of the police last."""
    return tuple(sorted(map(_limit, tables.rows("golden-time", government_code=code)), key=_place))


def reason(row: Row) -> tuple[str, str]:
    """Why a figure is not there: tables say it in Korean and, in brackets, in English."""
    korean, _, english = (row.get("reason") or "").partition(" (")
    return korean, english.removesuffix(")") or korean


def _limit(row: Row) -> Limit:
    return Limit(row["service"], row["clock"], row["limit_s"], Span.of(row, "share"), reason(row))


def _place(one: Limit) -> tuple[int, bool, int]:
    return _ORDER.get(one.service, len(_ORDER)), one.clock == "receipt-patient", one.seconds
