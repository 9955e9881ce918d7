"""The distinct texts of a batch's columns, where they are few: what is asked of a text is asked once."""

from __future__ import annotations

from threading import Lock

import polars as pl

#: So many cells, spread over the column, tell whether it repeats itself.
_SAMPLE = 2_048
#: A sample with a larger share of distinct cells comes from a column that hardly repeats itself.
_SHARE = 0.9


class Distinct:
    """Finds the distinct texts of each column on first use, for every step that reads the batch."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._known: dict[str, pl.Series | None] = {}
        self._lock = Lock()

    def of(self, name: str) -> pl.Series | None:
        """The distinct texts of a column (a null among them where it has one), or None when they may be many."""
        with self._lock:  # steps look at a batch at the same time
            if name not in self._known:
                self._known[name] = few(self._frame[name])
            return self._known[name]

    def texts(self, name: str) -> pl.Series:
        """The distinct texts of a column that repeats itself, else all of its cells."""
        distinct = self.of(name)
        return self._frame[name] if distinct is None else distinct


def few(cells: pl.Series) -> pl.Series | None:
    """The distinct texts of a column (a null among them where it has one), or None when they may be many."""
    sample = cells.gather_every(max(len(cells) // _SAMPLE, 1))
    return cells.unique() if sample.n_unique() < _SHARE * len(sample) else None
