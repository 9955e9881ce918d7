"""What a check is: it sees every batch of a table once, then says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.districts_hook import Districts

#: Findings of one kind that a check keeps; a file with more is held by these.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Subject:
    """A column as checks see it: its name in a batch, its label and its type."""

    column: str
    label: str
    kind: str


class Check(Protocol):
    """One check on one table. Rows of another width than the header's are frictionless's matter and not shown."""

    def see(self, batch: Batch) -> None:
        """Take the next rows."""
        ...

    def findings(self) -> Iterator[Finding]:
        """What was found, after the last batch."""
        ...


#: Makes the checks that a table's columns call for; none when there is nothing to look at.
Maker = Callable[[Sequence[Subject], Districts | None], Iterable[Check]]
