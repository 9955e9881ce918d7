"""What documents and feeds say, as a source of tables: nothing is known of recalls there, nor of tables before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from govinnov.trace.crowds import grouped
from govinnov.trace.derived.sources import Story
from govinnov.trace.derived.telling import Telling
from govinnov.trace.epcis.times import midnight
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.files import known_of
from govinnov.trace.lineage import Changes, changes_of, state_of
from govinnov.trace.recall import InMemory
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Kept
from govinnov.trace.uncollected import uncollected


class InArrays:
    """Changes at one moment, with what stewards and authorities say where it is known."""

    def __init__(
        self,
        changes: Changes,
        known_at: datetime,
        inspections: Sequence[Inspection] = (),
        recalls: Sequence[Kept] = (),
        *,
        is_rehearsal: bool = False,
    ) -> None:
        self.known_at, self.is_rehearsal = known_at, is_rehearsal
        self._inspections, self._recalls, self._ground = inspections, recalls, InMemory(changes)
        moves = grouped((edge for edge in changes.edges if edge.kind == "move"), lambda edge: edge.event)
        self._stories = [Story(record, moves.get(record.key, ())) for record in changes.records]
        self._times = [record.at for record in changes.records]

    def stories(self, first: date, after: date) -> Iterator[Story]:
        """See ``Sources.stories``."""
        begin, end = (bisect_left(self._times, midnight(day)) for day in (first, after))
        return iter(self._stories[begin:end])

    def inspections(self) -> Sequence[Inspection]:
        """See ``Sources.inspections``."""
        return self._inspections

    def recalls(self) -> Sequence[Kept]:
        """See ``Sources.recalls``."""
        return self._recalls

    def tellings(self, table: str, month: str) -> Sequence[Telling]:
        """None: nobody knows what was told of files before. See ``Sources.tellings``."""
        return ()

    def ground(self) -> InMemory:
        """See ``Sources.ground``."""
        return self._ground


@uncollected()
def in_files(paths: Sequence[Path], at: datetime | None, gate: Gate | None) -> tuple[InArrays, tuple[str, ...]]:
    """What documents and feeds say, and a sentence for each file that was not followed."""
    known = known_of(paths, gate)
    changes = changes_of(state_of(known.documents, at).records)
    inspections = [one for one in known.official if isinstance(one, Inspection)]
    return InArrays(changes, at or datetime.now(UTC), inspections, is_rehearsal=known.is_rehearsal), known.held
