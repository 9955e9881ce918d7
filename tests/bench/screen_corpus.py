"""A corpus for the screen: kinds of column with what must be found in them, the same at every run."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govinnov.gate.codes import CODES
from govinnov.gate.model import Finding, Table
from govinnov.gate.screen import ScreenSettings, screen_table

SEED = 20261124
CELLS_PER_KIND = 400
_COUNT = re.compile(r": ([0-9]+) \(such as")

Maker = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of column.

    Attributes:
        name: What the cells are.
        label: The column's name in the file.
        clean: Makes a cell in which nothing is to be found.
        planted: Finding code → maker of a cell in which exactly that code is to be found.
        share: Part of the cells that are planted.
        field: Keys of the schema's field.
    """

    name: str
    label: str
    clean: Maker
    planted: Mapping[str, Maker] = field(default_factory=dict)
    share: float = 0.1
    field: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """Cells right, wrongly found and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def recall(self) -> float:
        """Part of what was planted that was found; 1 when nothing was planted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Part of what was found that was planted; 1 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def total(scores: Iterable[Score]) -> Score:
    """The scores of all kinds as one."""
    listed = list(scores)
    return Score(sum(one.right for one in listed), sum(one.wrong for one in listed), sum(one.missed for one in listed))


def cells_of(kind: Kind) -> list[tuple[str, str | None]]:
    """The kind's cells, each with the code to be found in it."""
    rng = random.Random(f"{SEED}/{kind.name}")
    return [_cell(kind, rng) for _ in range(CELLS_PER_KIND)]


def _cell(kind: Kind, rng: random.Random) -> tuple[str, str | None]:
    if kind.planted and rng.random() < kind.share:
        code = rng.choice(sorted(kind.planted))
        return kind.planted[code](rng), code
    return kind.clean(rng), None


def score(kind: Kind, folder: Path, settings: ScreenSettings) -> Score:
    """Screen the kind as a file of one column and compare cell by cell (a column's finding by its count)."""
    cells = cells_of(kind)
    found = screen_table(
        write(folder, kind.label, (text for text, _ in cells)),
        {"fields": [{"name": kind.label, **kind.field}]},
        settings=settings,
    )
    wanted = Counter((row, code) for row, (_, code) in enumerate(cells, start=2) if code)
    return _compare(wanted, _found_cells(found, wanted))


def write(folder: Path, label: str, texts: Iterable[str]) -> Table:
    """A CSV file with one column."""
    path = folder / "kind.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow([label])
        writer.writerows([text] for text in texts)
    return Table(path, (label,), CELLS_PER_KIND)


def _found_cells(found: Iterable[Finding], wanted: Counter[tuple[int, str]]) -> Counter[tuple[int, str]]:
    """A column's finding tells no rows: it is taken for the planted cells first, the rest for wrong ones."""
    cells: Counter[tuple[int, str]] = Counter()
    for finding in found:
        if CODES[finding.code].level == "header":
            cells.update(_rows_by_count(finding, wanted))
        else:
            cells[finding.row or 0, finding.code] += 1
    return cells


def _rows_by_count(finding: Finding, wanted: Counter[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    counted = _COUNT.search(finding.message_en)
    count = int(counted[1]) if counted else 1
    planted = [key for key in wanted if key[1] == finding.code]
    yield from planted[:count]
    yield from ((-number, finding.code) for number in range(1, count - len(planted) + 1))


def _compare(wanted: Counter[tuple[int, str]], found: Counter[tuple[int, str]]) -> Score:
    right = sum((wanted & found).values())
    return Score(right, sum((found - wanted).values()), sum((wanted - found).values()))
