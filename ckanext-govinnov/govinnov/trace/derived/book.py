"""What tables told before, and what they tell now: groups that nothing is known of any more are told as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govinnov.trace.crowds import grouped
from govinnov.trace.derived.parts import Part, stands_on
from govinnov.trace.derived.sources import Sources
from govinnov.trace.derived.telling import About, Labels, Telling, Told, laid_out

Group = tuple[str, ...]


class Book:
    """The tellings of one run over what is known.

    Args:
        sources: What is known, and what was told of it.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        #: What was told for the first time in this run.
        self.new: list[Telling] = []

    def before(self, table: str, month: str) -> dict[Group, Told]:
        """What was told of a month, or of a state, by group."""
        found = grouped(self._sources.tellings(table, month), lambda one: one.about)
        return {about.group: Told(about, some) for about, some in found.items()}

    def month(self, table: str, month: str, found: Mapping[Group, Sequence[Part]]) -> Iterator[Told]:
        """What a table tells of a month, group by group."""
        before = self.before(table, month)
        for group in sorted({*before, *found}):
            told, parts = before.get(group) or Told(About(table, month, group)), found.get(group, ())
            yield self.tell(told, month, parts, laid_out(told.labels, parts, stands_on))

    def tell(self, told: Told, month: str, parts: Sequence[Part], labels: Labels | None) -> Told:
        """Tell of a group what may be told now.

        Args:
            told: What was told of it.
            month: In which month it is told.
            parts: What is known of it.
            labels: The cells of districts; None where it stands on too few.
        """
        entries = () if labels is None else tuple(told.anew(parts, labels))
        if not entries:
            return told
        new = Telling(told.about, len(told.tellings) + 1, self._sources.known_at, month, entries)
        self.new.append(new)
        return Told(told.about, (*told.tellings, new))
