"""A harvest job in small steps, whose worker can die at any of them."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from dataclasses import replace
from typing import Any

from ckan import model

from ckanext.govinnov import wiring
from harvesters.errors import RetryLaterError
from harvesters.limits import Limits

#: Small batches, so that a short list passes every point several times; a lease that nobody waits for.
LIMITS = Limits(stage_batch=3, deliver_batch=3, lease_s=1.0)


def harvest_job(application: Any, source: str, label: str = "", nth: int = 0) -> dict[str, Any]:
    """Run a source to its end; with a label the process kills itself when it passes it the nth time."""
    passed: Counter[str] = Counter()

    def checkpoint(here: str) -> None:
        passed[here] += 1
        if (here, passed[here]) == (label, nth):
            os.kill(os.getpid(), signal.SIGKILL)

    engine = replace(wiring.engine(lambda line: None, checkpoint), limits=LIMITS)
    while True:
        try:
            told = engine.run(source)
        except RetryLaterError:
            time.sleep(0.2)
            continue
        model.Session.remove()
        counts = ("added", "changed", "unchanged", "missing", "held", "failed")
        return {"state": told.state, **{name: getattr(told, name) for name in counts}}
