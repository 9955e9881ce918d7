"""Where the labels stand: below title rows, over several rows, in row 1, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from govinnov.gate.structure.dialect import Record
from govinnov.gate.structure.words import is_number

LOOK = 12
DATE = re.compile(r"^\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:[ T]\d{1,2}:\d{2}.*)?$")
YEAR = re.compile(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of the labels (from 1), the labels themselves, and whether row 1 holds data instead."""

    first: int
    last: int
    labels: tuple[str, ...]
    missing: bool = False


def find_header(records: Sequence[Record]) -> Header:
    """Find the labels among the first records of a text (blank ones included)."""
    first = _first_label_row(records)
    last = _last_label_row(records, first)
    labels = _join(records[first - 1 : last])
    missing = first == last and is_data(records[first - 1], records[last:])
    return Header(first, last, labels, missing)


def _width(records: Sequence[Record]) -> int:
    """How many cells most records use, blanks at the end left out; the wider when two counts are as common."""
    used = Counter(_used(record) for record in records if any(record))
    return max(used.items(), key=lambda pair: (pair[1], pair[0]))[0] if used else 0


def _used(record: Record) -> int:
    return max((at for at, cell in enumerate(record, start=1) if cell.strip()), default=0)


def _first_label_row(records: Sequence[Record]) -> int:
    width = _width(records)
    for row, record in enumerate(records[:LOOK], start=1):
        if not _is_title(record, width):
            return row
    return 1


def _is_title(record: Record, width: int) -> bool:
    """A title is blank, or writes into one or two cells where the table is wide."""
    written = sum(1 for cell in record if cell.strip())
    return not written or (width >= 3 and written <= max(1, width // 4))


def _last_label_row(records: Sequence[Record], first: int) -> int:
    last = first
    while last < min(len(records) - 1, first + 2) and _continues(records[last - 1], records[last], records[last + 1 :]):
        last += 1
    return last


def _continues(above: Record, below: Record, data: Sequence[Record]) -> bool:
    """Tell whether ``below`` goes on with the labels of ``above``.

    It does when it fills the blanks that merged labels left, or tells repeated labels apart, with texts over numbers.
    """
    gaps = [at for at in range(_used(below)) if _is_gap(above, at)]
    filled = [at for at in gaps if below[at].strip()]
    if len(filled) < 1 or any(is_number(cell) or DATE.match(cell.strip()) for cell in below):
        return False
    return any(is_number(record[at]) for record in data[:5] for at in filled if at < len(record))


def _is_gap(above: Record, at: int) -> bool:
    cell = above[at].strip() if at < len(above) else ""
    return not cell or cell in [other.strip() for other in above[:at]]


def _join(rows: Sequence[Record]) -> tuple[str, ...]:
    """Labels of one row as frictionless reads them; of several rows joined, merged labels carried to the right."""
    if len(rows) == 1:
        return tuple(cell.strip() for cell in rows[0])
    width = max(len(row) for row in rows)
    columns = zip(*(_carried(row, width, last=row is rows[-1]) for row in rows), strict=True)
    return tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in columns)


def _carried(row: Record, width: int, *, last: bool) -> list[str]:
    cells = [cell.strip() for cell in row] + [""] * (width - len(row))
    if not last:
        for at in range(1, width):
            cells[at] = cells[at] or cells[at - 1]
    return cells


def is_data(labels: Record, below: Sequence[Record]) -> bool:
    """Tell whether a row of labels is really data: dates or numbers over their like, or values met again below."""
    columns = [[record[at].strip() for record in below if at < len(record)] for at in range(len(labels))]
    cells = [label.strip() for label in labels]
    if _is_series(cells):
        return False
    alike = sum(_is_like(cell, column) for cell, column in zip(cells, columns, strict=True))
    again = sum(bool(cell) and cell in column for cell, column in zip(cells, columns, strict=True))
    return (alike >= 1 and (alike + again) * 3 >= len([cell for cell in cells if cell])) or (
        again >= 2 and again * 2 > len(cells)
    )


def _is_like(cell: str, column: Sequence[str]) -> bool:
    for test in (is_number, lambda text: DATE.match(text) is not None):
        if test(cell) and column and sum(test(value) for value in column) * 2 > len(column):
            return True
    return False


def _is_series(cells: Sequence[str]) -> bool:
    """Years or hours make labels too: whole numbers that grow from cell to cell."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    if len(numbers) < 2 or any(is_number(cell) and not cell.isdecimal() for cell in cells):
        return len(numbers) == 1 and YEAR.match(str(numbers[0])) is not None
    return all(a < b for a, b in pairwise(numbers)) and len(numbers) < len(cells)
