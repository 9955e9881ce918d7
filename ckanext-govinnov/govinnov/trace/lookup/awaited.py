"""The report that an answer still waits for: the law gives five days from a movement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from govinnov.trace.codes.written import kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.lineage.model import Record

#: Days within which a movement has to be reported. Source: 가축 및 축산물 이력관리에 관한 법률.
REPORT_DAYS = 5
#: Where goods never stay: by who has them and what they are, the step that comes next.
_NEXT = {
    ("farm", "egg"): "receiving",
    ("slaughterhouse", "chicken"): "shipping",
    ("slaughterhouse", "duck"): "shipping",
}


def with_awaited(told: dict[str, Any], records: Sequence[Record], lot: str, on: date) -> dict[str, Any]:
    """An answer with the step that comes next, where nobody reported it and goods do not stay where they are.

    Eggs leave their farm and meat its slaughterhouse; packs may wait in store, and nothing is awaited of them.

    Args:
        told: An answer of ``trace lookup``.
        records: What it was answered from, in time order.
        lot: The lot that it is about.
        on: The day of the look-up.
    """
    if not any(record.whos for record in records):
        return told
    last = next((record for record in reversed(records) if lot in record.named), None)
    who = last.whos.get(last.hands[1]) if last else None
    step = _NEXT.get((who.role, kind_of(lot) or "")) if who else None
    day = korean_day(last.at) if last else None
    if step is None or day is None or on < day or not told["steps"]:
        return told
    return told | {"steps": [*told["steps"], _step(step, told["code"], day + timedelta(days=REPORT_DAYS), on)]}


def _step(step: str, code: str, due: date, on: date) -> dict[str, Any]:
    """``date`` is the last day on which it is in time; ``days`` says how late it is, negative while there is time."""
    late = (on - due).days
    state = "overdue" if late > 0 else "awaited"
    nothing = dict.fromkeys(("party", "district", "quantity", "unit"))
    return {"step": step, "date": due.isoformat(), "code": code, **nothing, "state": state, "days": late}
