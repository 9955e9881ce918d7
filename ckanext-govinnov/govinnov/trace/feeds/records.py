"""One record of a feed → what it says: its events, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.kinds import Kind
from govinnov.trace.feeds.parties import Private, Pseudonyms
from govinnov.trace.feeds.ports import Part
from govinnov.trace.feeds.readers import eggs, losses, lots, moves, mtrace, official, packing, placing, slaughter
from govinnov.trace.feeds.told import Row, Told, WrongRecordError
from govinnov.trace.findings import Finding
from govinnov.trace.recall.official import Official

#: Signs of a private value, or of a label that nobody described.
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says, as events or as an authority; with findings nothing of it is loaded."""

    row: int
    events: tuple[Event, ...] = ()
    official: tuple[Official, ...] = ()
    private: tuple[Private, ...] = ()
    findings: tuple[Finding, ...] = ()


_READERS: Mapping[str, Callable[[Told], Iterator[Event | Official]]] = {
    "eggs": eggs.eggs,
    "packing": packing.packing,
    "moves": moves.moves,
    "slaughter": slaughter.slaughter,
    "lots": lots.lots,
    "placing": placing.placing,
    "losses": losses.losses,
    "inspection": official.inspection,
    "certificate": official.certificate,
    "issue": mtrace.issue,
    "trade": mtrace.trade,
}


def said_of(kind: Kind, labels: Sequence[str], part: Part, names: Pseudonyms) -> Iterator[Said]:
    """What the records of a part of a table say; ``labels`` are those of its columns."""
    numbers, columns = part.columns()
    told = [(kind.field(label), label, cells) for label, cells in zip(labels, columns, strict=False) if any(cells)]
    rows = _rows([(one.name, _stripped(cells)) for one, _, cells in told if one], len(numbers))
    rests = _rows([(label, _stripped(cells)) for one, label, cells in told if not one], len(numbers))
    for number, row, rest in zip(numbers, rows, rests, strict=True):
        yield said(kind, number, row, names, rest)


def _stripped(cells: Sequence[str | None]) -> list[str]:
    """The cells of a column, without blanks around."""
    return [cell.strip() if cell else "" for cell in cells]


def _rows(columns: Sequence[tuple[str, Sequence[str]]], count: int) -> Iterator[dict[str, str]]:
    """What stands in columns row by row, without what is empty."""
    names = [name for name, _ in columns]
    cells = zip(*(cells for _, cells in columns), strict=True) if columns else repeat((), count)
    yield from ({name: text for name, text in zip(names, row, strict=True) if text} for row in cells)


def said(kind: Kind, number: int, row: Row, names: Pseudonyms, rest: Mapping[str, str]) -> Said:
    """What one record says.

    Args:
        kind: What it is a record of.
        number: Its row in its file.
        row: Its fields that are not empty, by English name.
        names: How parties are named.
        rest: What stands in columns that the kind does not know, by label.
    """
    told = Told(kind, row, names)
    try:
        found = tuple(_READERS[kind.reads](told))
    except WrongRecordError as wrong:
        return Said(number, findings=(wrong.found,))
    events = tuple(one for one in found if isinstance(one, dict))
    official = tuple(one for one in found if not isinstance(one, dict))
    return Said(number, events, official, tuple(_private(kind, told, rest)))


def _private(kind: Kind, told: Told, rest: Mapping[str, str]) -> Iterator[Private]:
    for name, prefix, tells in kind.private:
        if name in told.row:
            yield Private(told.party(prefix) or told.reporter, tells, _cut(told.row[name]))
    for label, value in rest.items():
        yield Private(told.reporter, _cut(label), _cut(value))


def _cut(text: str) -> str:
    """The first of a text; a longer one fits no index, and stands whole in the file as it came."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
