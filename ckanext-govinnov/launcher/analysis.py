"""The dispatch analysis in the background: begun by `up` on real data, never waited for; told by `status`."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path
from typing import Any

from launcher import instance, site
from launcher import source as sources
from launcher.paths import Paths
from launcher.processes import Program

NAME = "dispatch"
_DONE = "done"
#: States of a run that is at work: without its process it was killed.
_AT_WORK = ("computing", "publishing")


def program(paths: Paths) -> Program:
    """The run as a background program; ended, it leaves the catalog as it was."""
    return Program(NAME, paths.run, paths.logs, stop_signal=signal.SIGTERM)


def begin(paths: Paths, data: Path | None) -> str:
    """Begin a run on what `up` was given, or GOVINNOV_DATA names, unless the same one runs or is done.

    Returns:
        A sentence for the person who waits.
    """
    folder = data or _named()
    if folder is None:
        return "The dispatch analysis does not run: it needs real data (./govinnov up --data DIR, or GOVINNOV_DATA)."
    wanted = _key(paths, folder)
    told, running = _told(paths), program(paths).pid() is not None
    if told.get("key") == wanted and (running or told.get("state") == _DONE):
        return _sentence("runs in the background" if running else "is done", folder)
    program(paths).stop()
    _told_file(paths).unlink(missing_ok=True)
    command = site.command(paths, ["govinnov", "dispatch", "--inputs", str(folder), "--key", wanted])
    program(paths).start(command, site.environ(paths), paths.source)
    return _sentence("runs in the background", folder)


def look(paths: Paths) -> dict[str, Any]:
    """Where the last run stands: `state` is none, computing, publishing, done, failed or stopped; and what it said."""
    told, running = _told(paths), program(paths).pid() is not None
    state = str(told.get("state", "computing" if running else "none"))
    if state in _AT_WORK and not running:
        state = "stopped"
    return {**{name: value for name, value in told.items() if name != "key"}, "state": state}


def as_text(found: dict[str, Any]) -> str:
    """The same as a line for people."""
    words = {
        "none": "not run here; ./govinnov up --data DIR begins it",
        "stopped": "stopped before its end; ./govinnov up goes on with it",
        "failed": f"failed: {found.get('error', {}).get('text') or found.get('harvest', '')}",
        "done": f"done, run {found.get('run_id')}",
    }
    state = found["state"]
    return f"dispatch analysis: {words.get(state, state)}"


def _named() -> Path | None:
    """The folder of real data that the environment names; the tests' own sites run nothing on it."""
    named = os.environ.get("GOVINNOV_DATA")
    if not named or os.environ.get("GOVINNOV_THROWAWAY"):
        return None
    return Path(named).absolute() if Path(named).is_dir() else None


def _key(paths: Paths, folder: Path) -> str:
    return hashlib.sha256(f"{sources.key(paths.source)} {sources.listing_key(folder)}".encode()).hexdigest()


def _told_file(paths: Paths) -> Path:
    return paths.state / "versions" / NAME / "state.json"


def _told(paths: Paths) -> dict[str, Any]:
    return instance.read_json(_told_file(paths))


def _sentence(what: str, folder: Path) -> str:
    return f"The dispatch analysis of {folder} {what}; ./govinnov status says more."
