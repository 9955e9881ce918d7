"""What the trace asks of a gate: it knows none, and is handed one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol


class Found(Protocol):
    """One thing that the gate found; its value is masked."""

    @property
    def code(self) -> str:
        """Which kind of finding."""
        ...

    @property
    def severity(self) -> str:
        """``error``, ``confirm`` or ``info``."""
        ...

    @property
    def row(self) -> int | None:
        """The row, the header being 1."""
        ...

    @property
    def field(self) -> str | None:
        """The column."""
        ...


class Part(Protocol):
    """Some rows of a table that may be loaded; it may be sent to another process."""

    def columns(self) -> tuple[list[int], list[list[str | None]]]:
        """The numbers of the rows, and their cells column by column; none of a column in which nothing stands."""
        ...


class Permit(Protocol):
    """That a table may be loaded, but for some rows."""

    @property
    def held(self) -> Mapping[int, frozenset[str]]:
        """Rows that must not be read, with the codes of what holds them."""
        ...

    def parts(self) -> Iterator[Part]:
        """The other rows, in parts."""
        ...


class Judged(Protocol):
    """A gate's word on one table."""

    @property
    def findings(self) -> tuple[Found, ...]:
        """What it found."""
        ...

    @property
    def permit(self) -> Permit | None:
        """Nothing where the whole table is held."""
        ...


class Gate(Protocol):
    """Judges what may be loaded.

    Called, it judges a table under a schema that says who may read each column; codes of the families are no numbers.
    """

    def __call__(
        self, path: Path, schema: dict[str, Any], codes: Mapping[str, frozenset[str]]
    ) -> AbstractContextManager[Judged]:
        """Judge; what it permits is readable until the block ends."""
        ...

    def texts(self, texts: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], frozenset[str]]:
        """Of the texts that stand in fields of a name, those that hold their records, with the codes of what holds."""
        ...
