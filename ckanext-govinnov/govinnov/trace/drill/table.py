"""The table of drills, a row for each day, in the form of ``datasets/schemas/trace-drill.json``.

What one farm's recall reaches is nobody's business: a day's numbers are sums over five farms or more.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from govinnov.trace.crowds import LEAST
from govinnov.trace.derived import writing
from govinnov.trace.derived.writing import cell, content, put
from govinnov.trace.drill.run import Row
from govinnov.trace.rehearsal.marked import WORD

#: So many days stay in the table.
DAYS = 400


@dataclass(frozen=True, slots=True)
class Day:
    """A day's drill: the sums of its exercises; no numbers where there were fewer than five."""

    drill_on: date
    farms: int | None
    days: int
    seeds: int | None
    lots: int | None
    without_next: int | None
    share_without_next: float | None
    seconds_database: float | None
    seconds_files: float | None
    equal: bool
    truncated: bool
    known_at: datetime


COLUMNS = tuple(one.name for one in fields(Day))
_NUMBERS = ("farms", "seeds", "lots", "without_next", "share_without_next", "seconds_database", "seconds_files")


def summed(rows: Sequence[Row]) -> Day:
    """All exercises of a day as one row; there must be one."""
    lots, ends = sum(row.lots for row in rows), sum(row.without_next for row in rows)
    day = Day(
        drill_on=rows[0].drill_on,
        farms=len(rows),
        days=rows[0].days,
        seeds=sum(row.seeds for row in rows),
        lots=lots,
        without_next=ends,
        share_without_next=round(ends / lots, 4) if lots else None,
        seconds_database=round(sum(row.seconds_database for row in rows), 4),
        seconds_files=round(sum(row.seconds_files for row in rows), 4),
        equal=all(row.equal for row in rows),
        truncated=any(row.truncated for row in rows),
        known_at=rows[0].known_at,
    )
    untold: dict[str, Any] = dict.fromkeys(_NUMBERS)
    return day if len(rows) >= LEAST else replace(day, **untold)


def write(path: Path, rows: Sequence[Row], *, rehearsal: bool) -> None:
    """Put a day's drill into a table, in place of an earlier one of that day; the last 400 days stay.

    The first column of a rehearsal's says what it is.
    """
    days = {line["drill_on"]: line for line in _lines(path)}
    if rows:
        day = {name: cell(value) for name, value in asdict(summed(rows)).items()}
        days[day["drill_on"]] = day
    kept = [days[name] for name in sorted(days)[-DAYS:]]
    put(path, content(COLUMNS, kept, rehearsal=rehearsal))


def named(*, rehearsal: bool) -> str:
    """The file of the table."""
    return writing.named("drill", rehearsal=rehearsal)


def has(path: Path, day: date) -> bool:
    """Whether a table has a day's drill."""
    return day.isoformat() in {line["drill_on"] for line in _lines(path)}


def as_dict(row: Row) -> dict[str, Any]:
    """A row of ``trace drill --json``."""
    return {name: value if isinstance(value, bool) else _plain(value) for name, value in asdict(row).items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _lines(path: Path) -> list[dict[str, str]]:
    """The rows of a table that is there already; a table of another form is begun anew."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictReader(stream)
        return list(lines) if {*(lines.fieldnames or ())} - {WORD} == {*COLUMNS} else []
