"""What a table tells of one group of parts, day after day, so that no two days differ by what one to four parties did.

A group is told as it is once it stands on five parties, in the cells of `crowds`. From then on each party stays in its
cell, and a number of a cell changes only where five parties or more have one that they never had before; whoever else
has another may be told with them, and waits until then. So however the tables of some days are added and subtracted,
what is left of the last that counts stands on all for whom it was new: on five parties, or on none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from govinnov.trace.crowds import LEAST, Cell, T, apart, cells, grouped
from govinnov.trace.derived.parts import DISTRICT, ELSEWHERE, NATION, REST, WHOLE, Level, Part, Row, stands_on


class Label(NamedTuple):
    """Which cell it is: its level, and the name of its 시군구 or 시도."""

    level: str
    name: str


#: Where no number is told.
NOWHERE = Label(ELSEWHERE, "")
Labels = Mapping[str, Label]


class About(NamedTuple):
    """What a telling is of: a table, a month (empty for a state), and a group of the table."""

    table: str
    month: str
    group: tuple[str, ...]


class Entry(NamedTuple):
    """A part as it is told from now on, and in which cell; without parties it says in which cell a district is."""

    label: Label
    part: Part


class Telling(NamedTuple):
    """What of a group was told anew: as of when, in which month, and all that is not as in the telling before."""

    about: About
    number: int
    known_at: datetime
    month: str
    entries: tuple[Entry, ...]


def laid_out(told: Labels, things: Sequence[T], stands_on: Callable[[Sequence[T]], int]) -> Labels | None:
    """The cell of each district: where it was told, or else by itself, in what is left of its 시도, or elsewhere.

    Args:
        told: The cells of districts in earlier tellings.
        things: What happened in districts.
        stands_on: How many different parties some of it stands on.

    Returns:
        None where nothing was told, and all of it stands on fewer than five.
    """
    if told:
        shown, _ = cells([one for one in things if one.district not in told], stands_on)
        return {**_labels(things, shown), **told}
    found = apart(things, stands_on)
    return None if found is None else _labels(things, found.cells)


def _labels(things: Iterable[T], shown: Iterable[Cell[T]]) -> dict[str, Label]:
    found = dict.fromkeys((one.district for one in things), NOWHERE)
    for cell in shown:
        label = Label(REST if cell.is_rest else DISTRICT, cell.name)
        found |= dict.fromkeys((one.district for one in cell.parts), label)
    return found


class Told:
    """What the tellings of a group add up to, the first one first."""

    def __init__(self, about: About, tellings: Sequence[Telling] = ()) -> None:
        self.about, self.tellings = about, tellings
        entries = [entry for one in tellings for entry in one.entries]
        #: The cells of districts.
        self.labels = {part.district: label for label, part in entries}
        #: All parts that are told; one of which nothing is left has a count of 0.
        self.entries = {entry.part.parties: entry for entry in entries if entry.part.parties}
        self._homes = {parties[0]: entry.label for parties, entry in self.entries.items()}

    @property
    def said(self) -> Row:
        """As of when it is told, for its rows; nothing where it was not told yet."""
        return {"known_at": self.tellings[-1].known_at} if self.tellings else {}

    @property
    def month(self) -> str:
        """In which month it was last told; empty where it was not told yet."""
        return self.tellings[-1].month if self.tellings else ""

    def levels(self) -> Iterator[Level]:
        """Its rows: everything, the cells by their names, and that there is something elsewhere."""
        by_label = grouped(self.entries.values(), lambda entry: entry.label)
        yield NATION, WHOLE, [entry.part for entry in self.entries.values()]
        for label in sorted(by_label.keys() - {NOWHERE}, key=lambda one: (one.name, one.level)):
            yield label.level, label.name, [entry.part for entry in by_label[label]]
        if NOWHERE in by_label:
            yield ELSEWHERE, None, ()

    def anew(self, parts: Sequence[Part], labels: Labels) -> list[Entry]:
        """What of some parts may be told now and was not told yet.

        Args:
            parts: What is known now.
            labels: The cells of districts.
        """
        if not self.tellings:
            empty = labels.keys() - {part.district for part in parts} if parts else ()
            return [
                Entry(labels[part.district], part) for part in (*parts, *(Part((), one, 0) for one in sorted(empty)))
            ]
        waiting = grouped(self._changed(parts), lambda part: self._home(part, labels))
        together = ((label, _together(self._versions(label), waiting[label])) for label in sorted(waiting))
        return [Entry(label, part) for label, some in together for part in some]

    def _home(self, part: Part, labels: Labels) -> Label:
        """The cell of a part: that of its party, or of its district where the party is new."""
        return self._homes.get(part.parties[0]) or labels.get(part.district, NOWHERE)

    def _changed(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Parts that are not as they are told; of what is told and is no more, nothing."""
        now = {part.parties: part for part in parts}
        for part in now.values():
            told = self.entries.get(part.parties)
            if told is None or (told.part.count, told.part.quantity) != (part.count, part.quantity):
                yield part
        for parties, (_, part) in self.entries.items():
            if parties not in now and part.count:
                yield Part(parties, part.district, 0, None if part.quantity is None else Decimal())

    def _versions(self, label: Label) -> list[_Version]:
        """A cell in each telling that changed it, and in the first."""
        parts, versions = dict[tuple[str, ...], Part](), list[_Version]()
        for telling in self.tellings:
            new = {part.parties: part for where, part in telling.entries if where == label and part.parties}
            if new or not versions:
                parts = parts | new
                versions.append(_Version(parts))
        return versions


class _Version:
    """A cell as it was told once."""

    def __init__(self, parts: Mapping[tuple[str, ...], Part]) -> None:
        self._parts, self._firsts = parts, {parties[0] for parties in parts}

    def joined(self, changes: Iterable[Part]) -> _Version:
        return _Version({**self._parts, **{part.parties: part for part in changes}})

    def is_there(self, part: Part) -> bool:
        """Whether its business is counted: once it was, it is."""
        return part.parties[0] in self._firsts

    def count(self, part: Part) -> int:
        """How many lots or movements are its."""
        found = self._parts.get(part.parties)
        return found.count if found else 0

    def quantity(self, part: Part) -> Decimal:
        """How much is its."""
        found = self._parts.get(part.parties)
        return found.quantity or Decimal() if found else Decimal()


#: The numbers of a row, as one part has its share in them.
_NUMBERS: tuple[Callable[[_Version, Part], object], ...] = (_Version.is_there, _Version.count, _Version.quantity)


def _together(versions: Sequence[_Version], changes: Sequence[Part]) -> Sequence[Part]:
    """Those changes of a cell that may be told at once; the others wait."""
    waits: Sequence[Part] = changes
    while waits:
        waits = _waiting(versions, changes)
        changes = [part for part in changes if part not in waits]
    return changes


def _waiting(versions: Sequence[_Version], changes: Sequence[Part]) -> Sequence[Part]:
    """Changes of a number that is new, and not nothing, of fewer than five."""
    after = versions[-1].joined(changes)
    for number in _NUMBERS:
        others = [part for part in changes if number(after, part) != number(versions[-1], part)]
        new = [part for part in others if number(after, part) not in {0, *(number(one, part) for one in versions)}]
        if others and stands_on(new) < LEAST:
            return others
    return ()
