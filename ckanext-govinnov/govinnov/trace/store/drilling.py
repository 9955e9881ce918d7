"""The nightly drill on the store: its own engine against the one without a database, over the same records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from govinnov.trace.codes.written import day_of
from govinnov.trace.drill import Row, drill
from govinnov.trace.drill.run import chosen
from govinnov.trace.epcis.times import KOREA, midnight
from govinnov.trace.lineage import changes_of
from govinnov.trace.lineage.dump import moment
from govinnov.trace.recall import InMemory
from govinnov.trace.store.errors import TooMuchError
from govinnov.trace.store.grounding import LIFE_DAYS, InStore
from govinnov.trace.store.looking import as_reader
from govinnov.trace.store.standing import ALWAYS
from govinnov.trace.store.taking import fetch

#: A question of a drill that takes longer is ended.
LONGEST_MS = 300_000
#: More events than this have no room in arrays: then there is no drill.
MOST_EVENTS = 2_000_000


def drilled(db: Connection, farms: int, seed: int, days: int, day: date | None = None) -> list[Row]:
    """Do a drill with what is known now.

    Args:
        db: Where `tables.make` has made the tables.
        farms: How many farms.
        seed: With the day, which ones.
        days: How many days of each.
        day: The day of the drill, in Korea; today where left out.

    Raises:
        TooMuchError: The engine without a database has no room for what would have to be followed.
    """
    as_reader(db, LONGEST_MS)
    today = day or datetime.now(KOREA).date()
    known = [(name, last) for name, lot in fetch(db, _FARMS) if (last := day_of(lot))]
    exercises = chosen(known, farms, seed, today, days)
    stored, first = InStore(db, ALWAYS), min((one.predicate.first for one in exercises), default=today)
    since = moment(midnight(first - timedelta(days=LIFE_DAYS)))
    events = [event for (event,) in fetch(db, _EVENTS, since=since, most=MOST_EVENTS + 1)]
    if len(events) > MOST_EVENTS:
        raise TooMuchError(*_TOO_MANY)
    files = InMemory(changes_of(stored.records(events).values()))
    return list(drill(stored, files, exercises, today, datetime.now(UTC).replace(microsecond=0)))


#: Farms by their marks, and the newest of these: marks of one farm sort by their day.
_FARMS = "SELECT name, max(lot) FROM trace.alias GROUP BY name ORDER BY name"
_EVENTS = "SELECT id FROM trace.event WHERE at >= :since LIMIT :most"
_TOO_MANY = (
    f"데이터베이스 없이 견줄 기록이 {MOST_EVENTS:,}건이 넘어 훈련하지 않았습니다.",
    f"There are more than {MOST_EVENTS:,} events to hold without a database: no drill was done.",
)
