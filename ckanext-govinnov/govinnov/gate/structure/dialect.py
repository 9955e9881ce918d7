"""Which delimiter a text is written with: the one that cuts the most records into the same number of cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DELIMITERS = ",\t;|"
HEAD = 1 << 18
RECORDS = 100

# Cells of more than 128 KiB exist (polygons as text); frictionless sets the same bound when it is imported.
csv.field_size_limit(2_147_483_646)

Record = list[str]


def head_records(path: Path, delimiter: str, records: int = RECORDS) -> list[Record]:
    """The first records of a UTF-8 text, blank ones included; a record cut by the sample's end is left out."""
    with path.open("rb") as stream:
        sample = stream.read(HEAD)
        whole = not stream.read(1)
    text = sample.decode("utf-8", "ignore")
    parsed = list(zip(range(records + 1), _parse(text, delimiter), strict=False))
    kept = [record for _, record in parsed]
    return kept[:records] if whole or len(kept) > records or len(kept) < 2 else kept[:-1]


def _parse(text: str, delimiter: str) -> Iterator[Record]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def delimiter_of(path: Path) -> str:
    """Pick the delimiter by its score; a comma when there is but one column."""
    return max(DELIMITERS, key=lambda delimiter: (_score(head_records(path, delimiter)), delimiter == ","))


def _score(records: list[Record]) -> tuple[float, int]:
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return (0.0, 0)
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    filled = sum(1 for record in records if record)
    share = times / filled
    return (round(share, 1) if share > 0.5 else share / 2, width)
