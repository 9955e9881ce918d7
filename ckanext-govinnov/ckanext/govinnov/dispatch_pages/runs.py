"""The runs that were handed over: when, what they stand on, and since when each input has been the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ckanext.govinnov.dispatch_pages import grounds, kept
from ckanext.govinnov.dispatch_pages.kept import Kept
from ckanext.govinnov.dispatch_pages.published import Row


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a run used, and since when it has been the same bytes."""

    path: str
    kind: str
    sha256: str
    bytes: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when it came in, what its manifest says, and whether the public reads it."""

    run_id: str
    reference_date: date
    kept: Kept
    inputs: Mapping[str, Row]
    findings: int

    @property
    def days(self) -> int:
        """How old its figures were when it came in."""
        return (self.kept.issued_at.date() - self.reference_date).days


def runs() -> tuple[Run, ...]:
    """All of them, newest first."""
    return tuple(_runs(kept.kept(grounds.RUN)))


def inputs(held: Sequence[Run]) -> tuple[Input, ...]:
    """Inputs of the newest run, those that have been the same longest first."""
    found = [_input(row, held) for row in (held[0].inputs.values() if held else ())]
    return tuple(sorted(found, key=lambda one: (one.since, one.path)))


def _runs(versions: Sequence[Kept]) -> Iterator[Run]:
    for one in versions:
        told = _manifest(one)
        if told:
            files = {row["path"]: row for row in told["inputs"]}
            found = sum(told.get("findings", {}).values())
            yield Run(told["run_id"], date.fromisoformat(told["reference_date"]), one, files, found)


def _manifest(one: Kept) -> dict[str, Any]:
    try:
        return dict(json.loads(one.path.read_bytes()))
    except (OSError, ValueError):
        return {}


def _input(row: Row, held: Sequence[Run]) -> Input:
    """With the moment of the earliest of the runs, back from the newest, that had the same bytes there."""
    since = held[0].kept.issued_at
    for run in held:
        if run.inputs.get(row["path"], {}).get("sha256") != row["sha256"]:
            break
        since = run.kept.issued_at
    return Input(row["path"], row["kind"], row["sha256"], row["bytes"], since)
