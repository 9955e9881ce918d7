"""One record of a feed → what it says: its events, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    fields = [kind.field(label) for label in labels]
    columns = [(one.name, True) if one else (label, False) for one, label in zip(fields, labels, strict=True)]
    for number, cells in part.records():
        row, rest = dict[str, str](), dict[str, str]()
        for (name, is_known), cell in zip(columns, cells, strict=False):
            text = cell.strip() if cell else ""
            if text:
                (row if is_known else rest)[name] = text
        yield said(kind, number, row, names, rest)


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
