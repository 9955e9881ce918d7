"""Steps in districts, as a public answer tells of them."""

from __future__ import annotations

from typing import Any

from ckanext.govinnov.trace_pages.parts import Step


def told(step: str, district: str | None, party: str | None, day: str = "2026-08-23", **more: Any) -> dict[str, Any]:
    """One step of an answer's JSON."""
    made = {"step": step, "date": day, "code": "egg10/2026-08-23/M3FSD/2", "party": party, "district": district}
    return made | {"quantity": "30", "unit": None, "state": "reported", "days": 0} | more


def steps(*some: dict[str, Any]) -> tuple[Step, ...]:
    return tuple(map(Step.of, some))
