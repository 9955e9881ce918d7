"""A government whose step fails says why, and the others go on."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from govinnov.dispatch.run.step import Step, step
from govinnov.dispatch.run.task import Task

#: The reason of ``REASONS`` in rows of a government whose step failed.
FAILED = "failed"


def attempt(task: Task) -> Step:
    """Compute one government; if that fails, the same rows without figures, and what went wrong in ``fault``.

    Which errors those are can't be named: they are faults of ours. So each is told, with its place, as a finding and
    in ``not_computed``; its step is not kept, and the next run tries it again.
    """
    try:
        return step(task)
    except Exception as error:  # noqa: BLE001 - see above
        return replace(step(_without_figures(task)), fault=_told(error))


def _without_figures(task: Task) -> Task:
    supplies = {post: replace(supply, reason=FAILED) for post, supply in task.supplies.items()}
    return replace(task, parts=(), supplies=supplies, residents=None)


def _told(error: Exception) -> str:
    """An error and where it arose, as file and line without folders."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
