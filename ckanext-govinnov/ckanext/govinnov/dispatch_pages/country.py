"""Where a government stands among the 226: its share within 2 km beside theirs, and between which ranks it is."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.governments import PROVINCE
from ckanext.govinnov.dispatch_pages.published import Row, Tables

#: What is compared: the fact of people within 2 km of a 119 centre.
NEAR = {"post": "119-centre", "radius_km": 2}
#: The limit whose ranks are told: the fire agency's own target.
TARGET = {"service": "fire", "clock": "receipt-scene", "limit_s": 420}


@dataclass(frozen=True, slots=True)
class Country:
    """``shares`` are the middle values of all that have one, ``mine`` is this one's; ``rank`` is a row of ``ranks``."""

    shares: tuple[float, ...]
    middle: float
    mine: Span | None
    rank: Row | None


def country(tables: Tables, code: str) -> Country | None:
    """None where nobody has a figure."""
    rows = tables.rows("facts", **NEAR)
    shares = sorted(row["share"] for row in rows if len(row["government_code"]) > PROVINCE and row["share"] is not None)
    if not shares:
        return None
    mine = next((row for row in rows if row["government_code"] == code), None)
    return Country(
        tuple(shares), median(shares), Span.of(mine, "share"), tables.first("ranks", government_code=code, **TARGET)
    )
