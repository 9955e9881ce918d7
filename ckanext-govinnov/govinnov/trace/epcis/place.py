"""Where a value stands in a document: cheap to extend, and written out only for a finding."""

from __future__ import annotations

from typing import Any

from govinnov.trace.findings.shown import printable

#: A place is its parent and the last step; the document itself is ``()``.
Place = tuple[Any, ...]


def path(place: Place) -> str:
    """A place as text: ``epcisBody.eventList[0].eventTime``."""
    steps: list[str] = []
    while place:
        place, step = place
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
    return printable("".join(reversed(steps)).removeprefix("."))
