"""Shares of calls within a limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class NoCallsError(ValueError):
    """There are no calls, so there is no share."""


def share_within(response_s: Sequence[float] | NDArray[np.float64], limit_s: float) -> float:
    """Share of calls reached within a limit.

    Args:
        response_s: Seconds by one clock, one per call.
        limit_s: Inclusive limit in seconds (see ``LIMITS``).

    Returns:
        A share between 0 and 1.

    Raises:
        NoCallsError: There are no calls: a district without calls has no share, not 0.

    Source: docs/explanation/golden-time.md
    """
    if not len(response_s):
        raise NoCallsError("There are no calls.")
    return float(np.mean(np.asarray(response_s) <= limit_s))
