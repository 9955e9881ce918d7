"""Ambulance runs as the fire agency lists them: dates and times of receipt, dispatch, arrival and contact.

Only those eight columns are looked at: whom a run was for (sex, occupation, where) is nobody's business here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.clocks.limits import Clock
from govinnov.dispatch.tables import Row, rows, rows_of

Floats = NDArray[np.float64]

#: Points of a run, and the columns (date, time) that hold them.
_POINTS = {"receipt": "dclr", "dispatch": "dspt", "scene": "grnds_arvl", "patient": "ptn_cntc"}
_COLUMNS = tuple(f"{column}_{part}" for column in _POINTS.values() for part in ("ymd", "tm"))
#: An interval longer than this is an error of the record, not a long run.
LONGEST_S = 7200


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs whose times can be true.

    Attributes:
        given: Rows of the table.
        points: Seconds of receipt, dispatch, scene and patient of each valid run, shape (runs, 4); NaN where not noted.
        findings: What is wrong with the others, by code.
    """

    given: int
    points: Floats
    findings: Counter[str]

    def seconds(self, clock: Clock) -> Floats:
        """Seconds of each run by a clock; runs that can't tell are left out."""
        begin, end = (list(_POINTS).index(point) for point in clock.split("-"))
        taken = self.points[:, end] - self.points[:, begin]
        seconds: Floats = taken[(taken >= 0) & (taken <= LONGEST_S)]
        return seconds


def read_runs(path: Path) -> Runs:
    """Read runs. A valid one has receipt ≤ dispatch ≤ scene, each interval at most ``LONGEST_S``.

    Raises:
        InputError: ``unreadable`` or ``missing-column``.
    """
    return _runs(row for _, row in rows(path, _COLUMNS, only=_COLUMNS))


def runs_of(data: bytes, file: str) -> Runs:
    """The same of a table that is no file: its bytes, and what it is called."""
    return _runs(row for _, row in rows_of(data, file, _COLUMNS, only=_COLUMNS))


def _runs(table: Iterable[Row]) -> Runs:
    findings = Counter[str]()
    told = [[_moment(row, column) for column in _POINTS.values()] for row in table]
    points = np.array(told, dtype=np.float64).reshape(-1, len(_POINTS))
    way = points[:, :3]
    missing = np.isnan(way).any(axis=1)
    unordered = (np.diff(way, axis=1) < 0).any(axis=1)
    long = (way[:, 2] - way[:, 0] > LONGEST_S) & ~unordered
    findings["run-without-times"] += int(missing.sum())
    findings["run-out-of-order"] += int(unordered.sum())
    findings["run-too-long"] += int(long.sum())
    return Runs(len(points), points[~(missing | unordered | long)], +findings)


def _moment(row: Row, column: str) -> float:
    """Seconds since 1970 of a date (20190918) and a time without its leading zeros (92700); NaN if there is none."""
    text = row.get(f"{column}_ymd", "") + row.get(f"{column}_tm", "").zfill(6)
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return float("nan")
