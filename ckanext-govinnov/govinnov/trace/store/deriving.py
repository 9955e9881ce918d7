"""The store as the source of tables for everybody; whoever makes them is the reader, who sees nothing private."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from operator import itemgetter

from sqlalchemy import Connection, text

from govinnov.trace.crowds import grouped
from govinnov.trace.derived import Book, build
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.sources import Story
from govinnov.trace.derived.telling import Telling
from govinnov.trace.epcis.times import midnight
from govinnov.trace.lineage import Edge, Holding
from govinnov.trace.lineage.dump import moment
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Kept
from govinnov.trace.store import stewarding, told
from govinnov.trace.store.grounding import InStore
from govinnov.trace.store.looking import as_reader
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.standing import EDGES_AT
from govinnov.trace.store.taking import LOCK, alone, fetch

#: A question of a table that takes longer is ended.
LONGEST_MS = 600_000
#: Events that are read together.
_BATCH = 5_000


def in_database(db: Connection, until: datetime | None = None) -> InDatabase | None:
    """What was known at the last moment at which anything came to be known, and none where nothing ever did.

    So the same store gives the same tables, whenever they are made.

    Args:
        db: Where `schema.make` has made the tables; it takes on the reader's role.
        until: Nothing that came later; everything until now where left out.
    """
    as_reader(db, LONGEST_MS)
    (last,) = fetch(db, _LAST, until=until or datetime.now(UTC))[0]
    return None if last is None else InDatabase(db, last)


def tell(
    db: Connection, animals: Sequence[Animals], screened: Callable[[str], str]
) -> tuple[list[Table], InDatabase] | None:
    """The tables of what is known now, for everybody to have: what they tell is kept, and later ones hold to it.

    Args:
        db: Where `schema.make` has made the tables; of somebody who may write there.
        animals: The public count of animals.
        screened: A text that somebody wrote as everybody may read it.

    Returns:
        The tables and what they are made of; None where nothing is known.
    """
    alone(db, LOCK + 3)
    sources = in_database(db)
    if sources is None:
        return None
    book = Book(sources)
    tables = build(sources, animals, screened, book)
    db.execute(text("RESET ROLE"))
    told.keep(db, book.new)
    return tables, sources


class InDatabase:
    """What was known in the store at a moment.

    Args:
        db: Where `schema.make` has made the tables.
        known_at: The moment.
    """

    def __init__(self, db: Connection, known_at: datetime) -> None:
        self.known_at, self.is_rehearsal = known_at, is_of(db)
        self._db, self._ground = db, InStore(db, known_at)

    def stories(self, first: date, after: date) -> Iterator[Story]:
        """See ``Sources.stories``."""
        said = {"first": moment(midnight(first)), "after": moment(midnight(after))}
        numbers = iter(self._db.execute(text(_EVENTS), said).scalars().all())
        while batch := list(islice(numbers, _BATCH)):
            yield from self._stories(batch)

    def _stories(self, numbers: Sequence[int]) -> Iterator[Story]:
        records = self._ground.records(numbers)
        moves = self._moves(list(records))
        yield from (Story(records[number], moves.get(number, ())) for number in numbers if number in records)

    def _moves(self, numbers: Sequence[int]) -> Mapping[int, tuple[Edge, ...]]:
        found = fetch(self._db, _MOVES, events=numbers, at=self.known_at)
        moves = ((row[0], Edge(Holding(*row[1:3]), Holding(*row[3:5]), "move", str(row[0]), *row[5:])) for row in found)
        return {number: tuple(edge for _, edge in some) for number, some in grouped(moves, itemgetter(0)).items()}

    def inspections(self) -> Sequence[Inspection]:
        """See ``Sources.inspections``."""
        return [Inspection(*row) for row in fetch(self._db, _INSPECTIONS, at=self.known_at)]

    def recalls(self) -> Sequence[Kept]:
        """See ``Sources.recalls``."""
        return stewarding.recalls(self._db, self.known_at)

    def tellings(self, table: str, month: str) -> Iterator[Telling]:
        """See ``Sources.tellings``."""
        return told.of(self._db, table, month, self.known_at)

    def ground(self) -> InStore:
        """See ``Sources.ground``."""
        return self._ground


_LAST = """
    SELECT max(known_from) FROM (SELECT known_from FROM trace.document
        UNION ALL SELECT known_from FROM trace.recall_step UNION ALL SELECT known_from FROM trace.inspection) said
    WHERE known_from <= CAST(:until AS timestamptz)"""
_EVENTS = "SELECT id FROM trace.event WHERE at >= :first AND at < :after ORDER BY at, key"
_MOVES = f"""
    SELECT DISTINCT e.event, s.lot, s.party, d.lot, d.party, e.quantity, e.unit, e.made, e.made_unit
    FROM {EDGES_AT} e JOIN trace.holding s ON s.id = e.src JOIN trace.holding d ON d.id = e.dst
    WHERE e.event = ANY(:events) AND NOT e.make ORDER BY 1, 2, 3, 4, 5"""
_INSPECTIONS = """
    SELECT "on", item, verdict, value, "limit", unit, farm, lot FROM trace.inspection
    WHERE known_from <= :at ORDER BY "on", id"""
