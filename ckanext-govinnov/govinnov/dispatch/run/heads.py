"""What every row of a government begins with."""

from __future__ import annotations

from typing import Any

from govinnov.dispatch.run.task import Task


def head(task: Task) -> dict[str, Any]:
    """Whose row it is, of which run, and what is counted."""
    return {
        "government_code": task.government.code,
        "government_name": task.government.name,
        "reference_date": task.frame.reference_date,
        "run_id": task.frame.run_id,
        "weight": "electors",
        "total": sum(area.electors for area in task.areas),
        "areas": len(task.areas),
    }
