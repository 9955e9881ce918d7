"""What every row of a government begins with."""

from __future__ import annotations

from typing import Any

from govinnov.dispatch.run.task import Task


def head(task: Task) -> dict[str, Any]:
    """Whose row it is, and what is counted."""
    return {
        "government_code": task.government.code,
        "government_name": task.government.name,
        "weight": task.weight,
        "total": sum(area.total for area in task.areas),
        "areas": len(task.areas),
    }
