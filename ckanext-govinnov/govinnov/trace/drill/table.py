"""The table of a drill, in the form of ``datasets/schemas/trace-drill.json``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from govinnov.trace.drill.run import Row
from govinnov.trace.rehearsal.marked import WORD

COLUMNS = tuple(one.name for one in fields(Row))


def write(path: Path, rows: Iterable[Row], *, rehearsal: bool) -> None:
    """Write a drill as CSV; the first column of a rehearsal's says what it is."""
    first = [WORD] if rehearsal else []
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*first, *COLUMNS])
        writer.writerows([*first, *map(_cell, asdict(row).values())] for row in rows)


def as_dict(row: Row) -> dict[str, Any]:
    """A row of ``trace drill --json``."""
    return {name: value if isinstance(value, bool) else _plain(value) for name, value in asdict(row).items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else _plain(value)
