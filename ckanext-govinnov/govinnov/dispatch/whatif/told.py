"""An answer as commands and pages tell it in JSON."""

from __future__ import annotations

import math
from typing import Any

from govinnov.dispatch.clocks import Limit
from govinnov.dispatch.golden import Range
from govinnov.dispatch.whatif.answer import Answer, Reached

_SHARE, _KM = 4, 3


def as_dict(answer: Answer) -> dict[str, Any]:
    """Electors and shares before and after, each a list of least, middle and greatest; null for an endless distance."""
    return {
        "government_code": answer.code,
        "weight": "electors",
        "total": answer.total,
        "basis": "계산값, 실측 아님",
        "limits": [{**_limit(limit), **_reached(answer, reached)} for limit, reached in answer.limits],
        "radii": [{"radius_km": km, **_reached(answer, reached)} for km, reached in answer.radii],
        "mean_km": {"before": _km(answer.mean_km.before), "after": _km(answer.mean_km.after)},
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {"service": limit.service, "clock": limit.clock.value, "limit_s": limit.seconds}


def _reached(answer: Answer, reached: Reached) -> dict[str, Any]:
    return {
        "within_before": _three(reached.before),
        "within_after": _three(reached.after),
        "share_before": _rounded(answer.share(reached.before)),
        "share_after": _rounded(answer.share(reached.after)),
        "gain": _three(reached.gain),
    }


def _three(told: Range) -> list[int]:
    return [int(one) for one in told]


def _rounded(told: Range) -> list[float]:
    return [round(one, _SHARE) for one in told]


def _km(told: Range) -> list[float | None]:
    return [round(one, _KM) if math.isfinite(one) else None for one in told]
