"""Python's search for garbage, in processes that live long."""

from __future__ import annotations

import gc
from functools import cache


@cache
def spare() -> None:
    """Don't search what lives as long as the process, and the rest less often.

    The search was a fifth of a harvest's CPU; in a web server it took 0.1 s of some visitor's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
