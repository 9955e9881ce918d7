"""Farms, a hatchery and packers in districts, as records of feeds tell of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from govinnov.trace.derived.book import Book
from govinnov.trace.derived.building import Table, build
from govinnov.trace.derived.files import InArrays
from govinnov.trace.derived.telling import Telling
from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, document, made, observed
from govinnov.trace.lineage import changes_of, state_of

KNOWN = datetime(2026, 9, 20, tzinfo=UTC)
EUMSEONG, JINCHEON, GOESAN = "충청북도 음성군", "충청북도 진천군", "충청북도 괴산군"
ANSEONG, SEJONG = "경기도 안성시", "세종특별자치시"
DISTRICTS = (EUMSEONG, JINCHEON, GOESAN, ANSEONG, SEJONG, "")
_SIGNS = "ABCDEFGHJKLMNPRSTUVWXY3479"


def party(name: str, number: int) -> str:
    return f"urn:x-govinnov:party/{name}{number}"


def mark(farm: int, day: date) -> str:
    return f"urn:x-govinnov:egg10/{day}/{_SIGNS[farm // 26]}{_SIGNS[farm % 26]}FSD/2"


def who(named: str, role: str, district: str) -> dict[str, Any]:
    told = {"party": named, "role": role, "district": district}
    return {f"govinnov:{name}": value for name, value in told.items() if value}


def laid(farm: int, district: str, day: date, eggs: int | None = 30_000) -> Event:
    """Eggs of a farm."""
    place = Place("commissioning", day, party("farm", farm), (who(party("farm", farm), "farm", district),))
    return observed(place, Amount(mark(farm, day), None if eggs is None else Decimal(eggs)), "ADD")


def sent(farm: int, district: str, packer: int, day: date, eggs: int | None = 30_000) -> Event:
    """They go to a packer."""
    giver, taker = party("farm", farm), party("packer", packer)
    place = Place("departing", day, giver, (who(giver, "farm", district), who(taker, "packer", ANSEONG)))
    return observed(place, Amount(mark(farm, day), None if eggs is None else Decimal(eggs)), giver=giver, taker=taker)


def placed(farm: int, district: str, day: date, chicks: int = 10_000) -> Event:
    """Chicks of a flock come to a farm."""
    giver, taker = party("hatchery", 1), party("farm", farm)
    place = Place("departing", day, giver, (who(giver, "hatchery", ""), who(taker, "farm", district)))
    return observed(place, Amount(f"urn:x-govinnov:flock/{farm}", Decimal(chicks)), giver=giver, taker=taker)


def slaughtered(farm: int, district: str, day: date, birds: int, *, duck: bool = False) -> list[Event]:
    """Birds of the flock go to slaughter and become meat."""
    giver, taker, flock = party("farm", farm), party("house", 1), f"urn:x-govinnov:flock/{farm}"
    whos = (who(giver, "farm", district), who(taker, "slaughterhouse", SEJONG))
    meat = f"urn:x-govinnov:hist12/{5 if duck else 2}260823{farm:05}"
    amount = Amount(flock, Decimal(birds))
    return [
        observed(Place("departing", day, giver, whos), amount, giver=giver, taker=taker),
        made(Place("killing", day, taker, whos), amount, Amount(meat, Decimal(birds), "KGM")),
    ]


def sources(events: Sequence[Event], known_at: datetime = KNOWN, **more: Any) -> InArrays:
    return InArrays(changes_of(state_of([document(events)]).records), known_at, **more)


def tables(events: Sequence[Event], known_at: datetime = KNOWN, **more: Any) -> dict[str, Table]:
    return {table.name: table for table in build(sources(events, known_at), **more)}


class Remembering(InArrays):
    """What is known on a day, and what tables told until then."""

    told: Sequence[Telling] = ()

    def tellings(self, table: str, month: str) -> Sequence[Telling]:
        return [one for one in self.told if (one.about.table, one.about.month) == (table, month)]


def told_on(events: Sequence[Event], known_at: datetime, told: list[Telling], **more: Any) -> dict[str, Table]:
    """The tables of a day after others; what they tell for the first time is added to what was told."""
    asked = Remembering(changes_of(state_of([document(events)]).records), known_at)
    asked.told = tuple(told)
    book = Book(asked)
    tables = build(asked, book=book, **more)
    told += book.new
    return {table.name: table for table in tables}


def shown(table: Table, *names: str, **of: Any) -> list[tuple[Any, ...]]:
    """Some columns of the rows that have certain values."""
    rows: Iterable[dict[str, Any]] = (row for row in table.rows if all(row.get(key) == one for key, one in of.items()))
    return [tuple(row.get(name) for name in names) for row in rows]


def as_bytes(events: Sequence[Event]) -> bytes:
    """The same as an EPCIS document."""
    return json.dumps(document(events).root, default=float).encode()


def void(event: Event) -> Event:
    """The declaration that it did not happen."""
    return {**event, "errorDeclaration": {"declarationTime": "2026-09-12T09:00:00+09:00"}}
