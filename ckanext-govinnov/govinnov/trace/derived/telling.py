"""What a table tells of one group of parts, day after day, so that no two days differ by what one to four parties did.

A group is told as it is once it stands on five parties, in the cells of `crowds`. From then on a district stays in its
cell, and the numbers of a cell change for five parties or more at once: whoever's numbers changed in between waits,
and counts as before until then. Nobody's number goes back to what it was. So however the tables of some days are
added and subtracted, what is left of the last of them stands on all for whom it was new: on five parties, or on none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
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
    """A part as it is told from now on, and in which cell; with a count of 0 it is none any more, or never was."""

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
        self.labels = {entry.part.district: entry.label for one in tellings for entry in one.entries}

    @property
    def said(self) -> Row:
        """As of when it is told, for its rows; nothing where it was not told yet."""
        return {"known_at": self.tellings[-1].known_at} if self.tellings else {}

    @property
    def month(self) -> str:
        """In which month it was last told; empty where it was not told yet."""
        return self.tellings[-1].month if self.tellings else ""

    @cached_property
    def entries(self) -> dict[tuple[str, tuple[str, ...]], Entry]:
        """All parts that are told."""
        last = {_key(entry.part): entry for one in self.tellings for entry in one.entries}
        return {key: entry for key, entry in last.items() if entry.part.count}

    def levels(self) -> Iterator[Level]:
        """Its rows: everything, the cells by their names, and that there is something elsewhere."""
        by_label = grouped(self.entries.values(), lambda entry: entry.label)
        yield NATION, WHOLE, [entry.part for entry in self.entries.values()]
        for label in sorted(by_label.keys() - {NOWHERE}, key=lambda one: (one.name, one.level)):
            yield label.level, label.name, [entry.part for entry in by_label[label]]
        if NOWHERE in by_label:
            yield ELSEWHERE, None, ()

    def anew(self, parts: Sequence[Part], labels: Labels) -> list[Entry]:
        """What of some parts may be told now and was not told yet."""
        if not self.tellings:
            there = {part.district for part in parts}
            empty = [Part((), district, 0) for district in sorted(labels.keys() - there)] if parts else []
            return [Entry(labels[part.district], part) for part in (*parts, *empty)]
        waiting = grouped(self._changed(parts), lambda part: labels.get(part.district, NOWHERE))
        together = ((label, _together(self._versions(label), waiting[label])) for label in sorted(waiting))
        return [Entry(label, part) for label, some in together for part in some]

    def _changed(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Parts that are not as they are told; and those that are told and are none any more."""
        now = {_key(part): part for part in parts}
        for key, part in now.items():
            if key not in self.entries or self.entries[key].part != part:
                yield part
        for (district, parties), entry in self.entries.items():
            if (district, parties) not in now:
                yield Part(parties, district, 0, None if entry.part.quantity is None else Decimal())

    def _versions(self, label: Label) -> list[_Version]:
        """A cell in each telling that changed it, and in the first."""
        parts, versions = dict[tuple[str, tuple[str, ...]], Part](), list[_Version]()
        for telling in self.tellings:
            new = {_key(entry.part): entry.part for entry in telling.entries if entry.label == label}
            if new or not versions:
                parts = parts | new
                versions.append(_Version(parts))
        return versions


class _Version:
    """A cell as it was told once."""

    def __init__(self, parts: Mapping[tuple[str, tuple[str, ...]], Part]) -> None:
        self.parts = parts
        self.living = [part for part in parts.values() if part.count]
        self._firsts = {part.parties[0] for part in self.living}

    def joined(self, changes: Iterable[Part]) -> _Version:
        return _Version({**self.parts, **{_key(part): part for part in changes}})

    def is_there(self, part: Part) -> bool:
        """Whether its business is counted."""
        return part.parties[0] in self._firsts

    def count(self, part: Part) -> int:
        """How many lots or movements are its."""
        found = self.parts.get(_key(part))
        return found.count if found else 0

    def quantity(self, part: Part) -> Decimal:
        """How much is its."""
        found = self.parts.get(_key(part))
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
    """Changes that must wait first: what would leave too few, goes back, or is new of one to four parties."""
    after = versions[-1].joined(changes)
    gone = [part for part in changes if not part.count]
    if gone and stands_on(after.living) < LEAST:
        return gone
    for number in _NUMBERS:
        new = [part for part in changes if number(after, part) != number(versions[-1], part)]
        back = [part for part in new if any(number(one, part) == number(after, part) for one in versions[:-1])]
        if back or 0 < stands_on(new) < LEAST:
            return back or new
    return ()


def _key(part: Part) -> tuple[str, tuple[str, ...]]:
    return part.district, part.parties
