"""Gather hits into findings: one per cell and code, or one per column where a column is what is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govinnov.gate.codes import CODES, finding
from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit

#: Masked examples shown in a column's finding.
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Key:
    column: int
    code: str


class Tally:
    """Counts hits per column and code, and keeps the first of them; memory is bounded by ``listed_per_code``."""

    def __init__(self, columns: tuple[Column, ...], listed_per_code: int) -> None:
        self._columns = columns
        self._limit = listed_per_code
        self._counts: Counter[_Key] = Counter()
        self._listed: list[tuple[int, _Key, str]] = []
        self._examples: dict[_Key, dict[str, None]] = {}

    def add(self, row: int, column: int, hit: Hit) -> None:
        """Count one cell's hit; what a steward confirmed for the column is not counted."""
        kind = CODES[hit.code]
        if kind.severity == "confirm" and hit.code in self._columns[column].confirmed:
            return
        key = _Key(column, hit.code)
        self._counts[key] += 1
        if kind.level == "header":
            self._keep_example(key, hit.masked)
        elif self._counts[key] <= self._limit:
            self._listed.append((row, key, hit.masked))

    def _keep_example(self, key: _Key, masked: str) -> None:
        kept = self._examples.setdefault(key, {})
        if len(kept) < _EXAMPLES:
            kept[masked] = None

    def findings(self, *, with_rows: bool = True) -> Iterator[Finding]:
        """Column findings in the columns' order, then rows, then what was too much to list."""
        for key in sorted(self._examples, key=_order):
            examples = ", ".join(self._examples[key])
            yield finding(key.code, field=self._name(key), value=examples, count=self._counts[key])
        for row, key, masked in sorted(self._listed, key=lambda item: (item[0], *_order(item[1]))):
            yield finding(key.code, row=row if with_rows else None, field=self._name(key), value=masked)
        yield from self._summed_up()

    def _summed_up(self) -> Iterator[Finding]:
        for key in sorted(self._counts, key=_order):
            more = self._counts[key] - self._limit
            if more > 0 and CODES[key.code].level != "header":
                yield finding("findings-summed-up", field=self._name(key), kind=key.code, count=more)

    def _name(self, key: _Key) -> str:
        return self._columns[key.column].name


def _order(key: _Key) -> tuple[int, str]:
    return key.column, key.code
