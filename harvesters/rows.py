"""Rows of an API as one CSV file: what a table-like API becomes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def write_csv(items: Iterable[Any], target: Path) -> int:
    """Write rows as UTF-8 CSV; columns in the order in which they first appear. Gives the number of rows.

    Rows wait on disk until all columns are known, so memory does not grow with the table.
    """
    columns: dict[str, None] = {}
    waiting = target.with_suffix(".rows")
    count = 0
    with waiting.open("w", encoding="utf-8") as out:
        for item in items:
            row = item if isinstance(item, Mapping) else {"value": item}
            columns.update(dict.fromkeys(str(key) for key in row))
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    with waiting.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        for line in rows:
            row = json.loads(line)
            writer.writerow([_cell(row.get(name)) for name in columns])
    waiting.unlink()
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
