"""A look-up in the store: what is around a lot is fetched, and the pure engine answers from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.codes import Reading, read_code
from govinnov.trace.codes.model import URN
from govinnov.trace.lineage import Holding
from govinnov.trace.lookup.answer import FIRST, answer
from govinnov.trace.lookup.farms import completed
from govinnov.trace.lookup.known import Known
from govinnov.trace.lookup.official import day_of
from govinnov.trace.lookup.paging import Pages
from govinnov.trace.store.around import Around
from govinnov.trace.store.held import HELD
from govinnov.trace.store.reading import READS
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.standing import ALWAYS
from govinnov.trace.store.tables import READER
from govinnov.trace.store.taking import fetch
from govinnov.trace.store.telling import told_of

#: A look-up that takes longer is ended: nobody waits for it.
LONGEST_MS = 2_000
#: Lots that may be meant, of which an answer says whether one is recalled.
_MOST_MEANT = 20


def look_up(db: Connection, code: str, on: date, at: datetime | None = None, pages: Pages = FIRST) -> dict[str, Any]:
    """Look a code up in the store.

    Args:
        db: Where `tables.make` has made the tables.
        code: What somebody typed.
        on: The day of the look-up, which gives the year to marks.
        at: What was known then; now where left out.
        pages: Which page of the answer; it stands on the day and the moment of its first page.

    Returns:
        The JSON of ``trace lookup --json``.

    Raises:
        PageError: There is no such page.
        TooMuchError: So much lies before the page that it can't be reached in time.
    """
    as_reader(db)
    day, moment = (pages.place.on, pages.place.known_at) if pages.place else (on, at)
    told = _looked_up(db, code, day, moment, pages)
    if told["next"] and moment is None:  # its pages have to stand on one moment
        told = _looked_up(db, code, day, datetime.now(UTC), pages)
    return told


def _looked_up(db: Connection, code: str, on: date, at: datetime | None, pages: Pages) -> dict[str, Any]:
    moment = at or ALWAYS
    readings = read_code(code, on).readings
    candidates = _candidates(db, readings, moment)
    known = Known(holding.lot for holding in candidates)
    lots = [lot for reading in readings for lot, _ in known.of(reading)]
    around = Around(db, moment)
    if lots:
        around.walk(lots[0], most=pages.most)
    changes = around.changes(candidates)
    told = answer(code, changes, on, at or datetime.now(UTC), around.conflicts(), pages)
    if told["totals"]:
        told["totals"] = around.totals()
    asked = lots[:1] if told["code"] else lots or [lot for reading in readings for lot in known.look_alikes(reading)]
    farms = [origin["farm"] for origin in told["origins"] if origin["farm"]]
    more = told_of(db, moment, asked[:_MOST_MEANT], farms, day_of(told, on)) if asked else {}
    return completed({**told, "rehearsal": is_of(db), **more}, changes.records, on)


def as_reader(db: Connection, longest_ms: int = LONGEST_MS) -> None:
    """For this transaction: no rights on anything private, and no question that is compiled or goes without end."""
    if db.get_execution_options().get(READS):
        return
    db.execute(text(_AS_READER), {"longest": str(longest_ms), "reader": READER})


_AS_READER = """
    SELECT set_config('jit', 'off', true), set_config('statement_timeout', :longest, true), (
        SELECT set_config('role', rolname, true) FROM pg_roles
        WHERE rolname = :reader AND pg_has_role(current_user, oid, 'member'))"""


def _candidates(db: Connection, readings: Iterable[Reading], at: datetime | str) -> list[Holding]:
    """A holding of each lot that readings may mean; without any, of those that look like one of their marks."""
    names, lots, days = set[str](), set[str](), set[str]()
    for reading in readings:
        dates = (reading.on, *reading.other_dates)
        lots.update(reading.uri.replace(f"/{reading.on}/", f"/{day}/", 1) for day in dates)
        if reading.family in ("farm5", "farm6"):
            names.add(reading.insides[0]["farm"])
        elif reading.family == "egg10":
            days.update(f"{URN}egg10/{day}/" for day in dates)
    found = fetch(db, _OF_LOTS, lots=list(lots), at=at)
    found += fetch(db, _NAMED, names=list(names), at=at) if names else []
    found += fetch(db, _OF_DAYS, days=list(days), at=at) if days and not found else []
    return [Holding(lot, party) for lot, party in found]


#: One of the holdings of each of some lots: there may be very many.
_ONE = f"""
    SELECT one.lot, one.party FROM {{lots}} l(lot) CROSS JOIN LATERAL (
        SELECT h.lot, h.party FROM trace.holding h WHERE h.lot = l.lot AND {HELD} LIMIT 1) one"""

_OF_LOTS = _ONE.format(lots="unnest(CAST(:lots AS text[]))")

_NAMED = _ONE.format(lots="(SELECT lot FROM trace.alias WHERE name = ANY(:names))")

#: All eggs of some days.
_OF_DAYS = _ONE.format(
    lots="""(SELECT DISTINCT h.lot FROM unnest(CAST(:days AS text[])) d
        JOIN trace.holding h ON h.lot >= d COLLATE "C" AND h.lot < (d || '~') COLLATE "C")"""
)
