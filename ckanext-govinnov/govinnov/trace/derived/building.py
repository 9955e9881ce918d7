"""All tables of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from govinnov.trace.derived import inspections, lots, months, movements, recalls, stock
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.flocks import Flocks
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import NOTHING, Row
from govinnov.trace.derived.sources import Sources, Story
from govinnov.trace.epcis.times import korean_day


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
    sources: Sources, animals: Sequence[Animals] = (), screened: Callable[[str], str] = lambda text: text
) -> list[Table]:
    """The tables of what was known at a moment: the same of the same, to the byte.

    Args:
        sources: What was known.
        animals: The public count of animals; without it, stock is told alone.
        screened: A text that somebody wrote as everybody may read it.
    """
    told, known = months.told(sources.known_at), _Known()
    for first, after in _spans(told, sources):
        for story in sources.stories(first, after):
            known.learn(story, is_told=first in told)
    by_month = [_of_month(month, sources, known) for month in told]
    found: Mapping[str, tuple[tuple[str, ...], list[Row], Row]] = {
        "lots": (lots.COLUMNS, [row for one in by_month for row in one[0]], {"level": NOTHING}),
        "movements": (movements.COLUMNS, [row for one in by_month for row in one[1]], {"level": NOTHING}),
        "inspections": (
            inspections.COLUMNS,
            list(inspections.rows(sources.inspections(), told, known.parties, screened)),
            {"level": NOTHING},
        ),
        "recalls": (recalls.COLUMNS, list(recalls.rows(sources, screened)), recalls.none()),
        "stock": (
            stock.COLUMNS,
            list(stock.rows(stock.kept(known.flocks, animals, known.parties, known.kinds), months.name(told[-1]))),
            {"level": NOTHING},
        ),
    }
    at = {"known_at": sources.known_at}
    return [
        Table(name, columns, tuple(row | at for row in rows or [nothing]))
        for name, (columns, rows, nothing) in found.items()
    ]


def _spans(told: Sequence[date], sources: Sources) -> Iterator[tuple[date, date]]:
    """Month by month until the moment: also those of which nothing is told yet."""
    today = korean_day(sources.known_at) or told[-1]
    first = told[0]
    while first <= today:
        yield first, months.after(first)
        first = months.after(first)


def _of_month(month: date, sources: Sources, known: _Known) -> tuple[list[Row], list[Row]]:
    """Lots and movements of one month."""
    stories, name = list(sources.stories(month, months.after(month))), months.name(month)
    return (
        list(lots.rows(name, stories, known.parties, known.kinds)),
        list(movements.rows(name, stories, known.parties, known.kinds)),
    )
