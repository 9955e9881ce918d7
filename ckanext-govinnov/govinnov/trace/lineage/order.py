"""Lots in the order in which they were made, and those that would have made themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Walk:
    """Tarjan's algorithm without recursion: a lot's place in the walk, and the earliest that it leads back to."""

    next_of: Callable[[str], Iterable[str]]
    place: dict[str, int] = field(default_factory=dict)
    earliest: dict[str, int] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)

    def from_lot(self, lot: str) -> Iterator[list[str]]:
        """Components that are reached from a lot and not yet told."""
        path = [(lot, self._enter(lot))]
        while path:
            at, sources = path[-1]
            for source in sources:
                if source not in self.place:
                    path.append((source, self._enter(source)))
                    break
                if source in self.open:
                    self.earliest[at] = min(self.earliest[at], self.place[source])
            else:
                path.pop()
                yield from self._leave(at, path[-1][0] if path else None)

    def _enter(self, lot: str) -> Iterator[str]:
        self.place[lot] = self.earliest[lot] = len(self.place)
        self.open[lot] = None
        return iter(self.next_of(lot))

    def _leave(self, lot: str, before: str | None) -> Iterator[list[str]]:
        if before is not None:
            self.earliest[before] = min(self.earliest[before], self.earliest[lot])
        if self.earliest[lot] == self.place[lot]:
            found = [self.open.popitem()[0]]
            while found[-1] != lot:
                found.append(self.open.popitem()[0])
            yield found


def components(lots: Iterable[str], sources: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """Lots in groups that made each other, each after all that went into it; a group of one is the rule.

    Args:
        lots: Where to begin.
        sources: What went into a lot.
    """
    walk = _Walk(sources)
    for lot in lots:
        if lot not in walk.place:
            yield from walk.from_lot(lot)


def cycles(lots: Iterable[str], sources: Callable[[str], Iterable[str]]) -> list[list[str]]:
    """Groups of lots that would have made themselves, sorted."""
    found = components(lots, sources)
    return sorted(sorted(one) for one in found if len(one) > 1 or one[0] in sources(one[0]))
