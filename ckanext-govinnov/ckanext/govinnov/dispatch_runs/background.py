"""One run from a folder of inputs to public datasets, as ``up`` begins it and does not wait for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from ckanext.govinnov.dispatch_runs.folders import Folders
from ckanext.govinnov.dispatch_runs.telling import COMPUTING, DONE, FAILED, PUBLISHING, Telling
from harvesters.model import JobResult

#: Pages that people ask for go before it.
_NICE = 10
Harvest = Callable[[Path], JobResult]


def run(inputs: Path, places: Folders, key: str, harvest: Harvest) -> None:
    """Compute, put the finished run in its place, and hand it to the gate.

    Ended at any time it leaves the last finished run and the catalog as they were; what it computed so far is
    remembered, and the next one goes on from there.

    Args:
        inputs: Folder of inputs.
        places: Where runs lie.
        key: What this run is of, in the launcher's words; told with its state.
        harvest: Publishes a finished run.

    Raises:
        InputError: The inputs can't be read, or some that are needed are missing.
        HarvestError: The run could not be handed over.
    """
    # Loads pandas and the solvers: a harvester needs none of them.
    from govinnov.dispatch.run.run import run as analysis
    from govinnov.dispatch.run.timed import timed

    places.prepare()
    telling = Telling(places.told, {"key": key, "inputs": str(inputs)})
    with telling.unless_it_fails():
        telling.say(COMPUTING)
        told = timed(partial(analysis, inputs, places.work, more=("plans", "maps")), places.work)
        places.finish(told["run_id"])
        telling.say(PUBLISHING, **{name: told[name] for name in ("run_id", "reference_date", "synthetic", "seconds")})
        result = harvest(places.current)
        telling.say(DONE if result.state == "done" else FAILED, harvest=_counts(result))


def stand_back() -> None:
    """Let everything else of the machine go first, and leave by the ordinary way when told to end."""
    os.nice(_NICE)
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _counts(result: JobResult) -> dict[str, object]:
    names = ("state", "added", "changed", "unchanged", "missing", "held", "failed")
    return {name: getattr(result, name) for name in names}
