"""All tables of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from govinnov.trace.derived import inspections, lots, months, movements, recalls, stock
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.book import Book
from govinnov.trace.derived.flocks import Flocks
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import NOTHING, Row
from govinnov.trace.derived.sources import Sources, Story
from govinnov.trace.epcis.times import korean_day

#: What stands in a table without rows.
_NONE: Row = {"level": NOTHING}


class Table(NamedTuple):
    """A table: its name, its columns, its rows in order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Known:
    """What has to be known of everything before one month can be told."""

    parties: Parties = field(default_factory=Parties)
    kinds: Kinds = field(default_factory=Kinds)
    flocks: Flocks = field(default_factory=Flocks)

    def learn(self, story: Story, *, is_told: bool) -> None:
        self.parties.learn(story.record)
        self.kinds.learn(story.record)
        if is_told:
            self.flocks.learn(story, self.parties)


def build(
    sources: Sources,
    animals: Sequence[Animals] = (),
    screened: Callable[[str], str] = lambda text: text,
    book: Book | None = None,
) -> list[Table]:
    """The tables of what was known at a moment: the same of the same, to the byte.

    Args:
        sources: What was known, and what was told of it.
        animals: The public count of animals; without it, stock is told alone.
        screened: A text that somebody wrote as everybody may read it.
        book: Takes what is told for the first time; without it, that is told this once.
    """
    book = book or Book(sources)
    told = months.told(sources.known_at)
    known = _learnt(told, sources)
    begun, moved = _by_month(told, sources, known, book)
    inspected = inspections.rows(sources.inspections(), told, known.parties, screened, book)
    kept = stock.kept(known.flocks, animals, known.parties, known.kinds)
    table = partial(_table, sources.known_at)
    return [
        table("lots", lots.COLUMNS, begun),
        table("movements", movements.COLUMNS, moved),
        table("inspections", inspections.COLUMNS, inspected),
        table("recalls", recalls.COLUMNS, recalls.rows(sources, screened), recalls.none()),
        table("stock", stock.COLUMNS, stock.rows(kept, months.name(told[-1]), book)),
    ]


def _table(known_at: datetime, name: str, columns: tuple[str, ...], rows: Iterable[Row], none: Row = _NONE) -> Table:
    return Table(name, columns, tuple({"known_at": known_at} | row for row in list(rows) or [none]))


def _learnt(told: Sequence[date], sources: Sources) -> _Known:
    """What records say of all months; where birds are now, those of the months that are told."""
    known = _Known()
    for first, after in _spans(told, sources):
        for story in sources.stories(first, after):
            known.learn(story, is_told=first in told)
    return known


def _spans(told: Sequence[date], sources: Sources) -> Iterator[tuple[date, date]]:
    """Month by month until the moment: also those of which nothing is told yet."""
    today = korean_day(sources.known_at) or told[-1]
    first = told[0]
    while first <= today:
        yield first, months.after(first)
        first = months.after(first)


def _by_month(told: Sequence[date], sources: Sources, known: _Known, book: Book) -> tuple[list[Row], list[Row]]:
    """Lots and movements."""
    begun, moved = list[Row](), list[Row]()
    for month in told:
        stories, name = list(sources.stories(month, months.after(month))), months.name(month)
        begun += lots.rows(name, stories, known.parties, known.kinds, book)
        moved += movements.rows(name, stories, known.parties, known.kinds, book)
    return begun, moved
