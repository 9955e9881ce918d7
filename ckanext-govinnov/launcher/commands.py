"""Foreground programs: run to their end, their words kept for the sentence that a failure gets."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.errors import LauncherError

_FULL = ("No space left on device", os.strerror(errno.ENOSPC))
_OFFLINE = (
    "Temporary failure resolving",
    "Name or service not known",
    "Connection refused",
    "dns error",
    "error sending request",
    "Could not transfer artifact",
    "Network is unreachable",
    "timed out",
    "Unknown host",
)


def run(
    command: Sequence[str],
    purpose: str,
    *,
    environ: Mapping[str, str] | None = None,
    stdin: str = "",
    directory: Path | None = None,
) -> str:
    """Run a program and give back what it printed.

    Args:
        command: The program and its arguments; secrets go in `environ` or `stdin`, never here.
        purpose: What it was for, as in "install the Python packages".
        environ: The whole environment; the launcher's own when None.
        stdin: What the program reads.
        directory: Where it runs.

    Raises:
        LauncherError: The program is missing or failed; the sentence says what to do.
    """
    try:
        done = subprocess.run(
            list(command),
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            env=None if environ is None else dict(environ),
            cwd=directory,
            check=False,
        )
    except FileNotFoundError as error:
        raise LauncherError(f"Could not {purpose}: {command[0]} is not installed.") from error
    if done.returncode:
        raise LauncherError(explain(purpose, done.stdout + done.stderr))
    return done.stdout


def explain(purpose: str, output: str) -> str:
    """One sentence about a failed program: what failed, its last words, and what to do."""
    last = " ".join(line.strip() for line in output.strip().splitlines()[-6:])[-800:]
    if any(mark in output for mark in _FULL):
        advice = "The disk is full: free some space and run the command again."
    elif any(mark in output for mark in _OFFLINE):
        advice = "The network did not answer: check it and run the command again; what was fetched is kept."
    else:
        advice = "Put the cause right and run the command again; it goes on from here."
    return f"Could not {purpose}. {advice} It said: {last}"
