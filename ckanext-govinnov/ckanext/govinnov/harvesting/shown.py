"""Sources and jobs as stewards see them: no key stands in any of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from harvesters import cron
from harvesters.keys import redact
from harvesters.model import Diff, DiffLine, JobResult, Problem

COUNTS = ("added", "changed", "unchanged", "missing", "held", "failed")
_SECRET = ("key", "token", "password", "secret")


def source(row: Mapping[str, Any]) -> dict[str, Any]:
    """A source with its settings, its next time, and its last job (``last``, or None)."""
    shown = {key: row[key] for key in ("name", "type", "agency", "schedule", "approved", "paused")}
    last: JobResult | None = row["last"]
    waits = row["schedule"] and not row["paused"]
    following = cron.following(row["schedule"], datetime.now(UTC)) if waits else None
    rest = row["not_before"] if row["not_before"] and row["not_before"] > datetime.now(UTC) else None
    return {
        **shown,
        "url": redact(row["url"]),
        "options": {key: _option(key, value) for key, value in (row["options"] or {}).items()},
        "allow_hosts": list(row["allow_hosts"] or ()),
        "next": _time(following),
        "rests_until": _time(rest),
        "last": result(last) if last else None,
        "state": _standing(row, last),
    }


def job(row: Mapping[str, Any], told: JobResult) -> dict[str, Any]:
    """A job with its counts, its progress and everything that a steward should read."""
    return {
        **result(told),
        "source": row["source"],
        "dry": row["dry"],
        "partial": row["partial"],
        "approved_by": row["approved_by"],
        "listed": row["listed"],
        "left": row["left"],
        "errors": [problem(item) for item in told.errors],
    }


def result(told: JobResult) -> dict[str, Any]:
    """A job's number, state, counts and times."""
    return {
        "job": told.job,
        "state": told.state,
        **{name: getattr(told, name) for name in COUNTS},
        "started": _time(told.started_at),
        "finished": _time(told.finished_at),
        "seconds": told.seconds,
        "reason": problem(told.errors[0]) if told.errors and told.state in ("held", "failed") else None,
    }


def diff(found: Diff) -> dict[str, list[dict[str, Any]]]:
    """The lines of a diff by kind."""
    return {kind: _lines(getattr(found, kind)) for kind in ("added", "changed", "missing", "held")}


def proposal(row: Mapping[str, Any]) -> dict[str, Any]:
    """Two records that may be one dataset."""
    keys = (
        "id", "kind", "source", "job", "title", "remote_id", "other_title", "other_remote_id", "other_source",
        "dataset_id", "state",
    )  # fmt: skip
    return {key: row[key] for key in keys}


def problem(item: Problem) -> dict[str, Any]:
    """A problem as the commands print it."""
    return {**asdict(item), "message_ko": redact(item.message_ko), "message_en": redact(item.message_en)}


def _standing(row: Mapping[str, Any], last: JobResult | None) -> str:
    """One word for where a source stands: ``paused``, ``new``, or the state of its last job."""
    if row["paused"]:
        return "stopped" if last and last.state == "failed" else "paused"
    return last.state if last else "new"


def _lines(lines: Sequence[DiffLine]) -> list[dict[str, Any]]:
    return [
        {"remote_id": line.remote_id, "title": line.title, "problem": problem(line.problem) if line.problem else None}
        for line in lines
    ]


def _option(key: str, value: Any) -> Any:
    return "***" if any(mark in key.lower() for mark in _SECRET) else redact(str(value))


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
