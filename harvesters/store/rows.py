"""Rows of the tables as the words of the model, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from harvesters.model import Bookmark, DiffLine, Entry, Job, JobResult, Pending, Problem, Source

#: So many problems are kept on a job's row; the rest stands with the records.
PROBLEMS_MAX = 1_000


def source(row: RowMapping) -> Source:
    """A source's row."""
    return Source(
        name=row["name"],
        type=row["type"],
        url=row["url"],
        agency=row["agency"],
        options=row["options"] or {},
        schedule=row["schedule"],
        allow_hosts=tuple(row["allow_hosts"] or ()),
        approved=row["approved"],
        paused=row["paused"],
    )


def job(row: RowMapping) -> Job:
    """A job's row."""
    return Job(row["id"], row["source"], row["state"], row["token"], row["dry"], row["partial"])


def bookmark(value: Mapping[str, Any] | None) -> Bookmark | None:
    """A bookmark from its JSON."""
    return Bookmark(**value) if value else None


def problem(value: Mapping[str, Any] | None) -> Problem | None:
    """A problem from its JSON."""
    return Problem(**value) if value else None


def result(row: RowMapping, record_errors: Sequence[Problem] = ()) -> JobResult:
    """A job's row as its result."""
    counts = row["counts"] or {}
    kinds = ("added", "changed", "unchanged", "missing", "held", "failed")
    return JobResult(
        job=row["id"],
        state=row["state"],
        **{kind: int(counts.get(kind, 0)) for kind in kinds},
        errors=(*(Problem(**item) for item in row["problems"] or ()), *record_errors),
        started_at=row["started_at"],
        finished_at=row["finished_at"],
    )


def pending(row: RowMapping) -> Pending:
    """A waiting record's row."""
    given = row["entry"] or {}
    entry = Entry(
        remote_id=row["remote_id"],
        title=row["title"],
        marker=row["new_marker"],
        url=row["url"],
        agency=row["agency"],
        payload=given,
    )
    known = row["hash"] if row["delivered_at"] else None
    return Pending(row["id"], entry, row["dataset_id"], known, row["state"] == "missing")


def diff_line(row: RowMapping) -> DiffLine:
    """A record's row as a line of a diff."""
    return DiffLine(row["remote_id"], row["title"], problem(row["error"]))


def problems_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON, the first thousand."""
    return [asdict(item) for item in problems[:PROBLEMS_MAX]]
