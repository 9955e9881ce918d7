"""Programs that outlive the launcher: started in the background, known again by pid and start time, stopped gently."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

# The child writes its own process file before it becomes the program: no kill in between can lose it.
_START = 'echo "$$ $(cut -d" " -f22 "/proc/$$/stat")" > "$1"; shift; exec "$@"'


@dataclass(frozen=True, slots=True)
class Program:
    """One background program of an instance."""

    name: str
    run: Path
    logs: Path
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def file(self) -> Path:
        """Holds the pid and the kernel's start time of that pid."""
        return self.run / f"{self.name}.pid"

    @property
    def log(self) -> Path:
        """What the program prints."""
        return self.logs / f"{self.name}.log"

    def pid(self) -> int | None:
        """The pid of the running program, or None: a pid that another program got since is not ours."""
        try:
            pid, started = (int(part) for part in self.file.read_text().split())
        except (FileNotFoundError, ValueError):
            return None
        return pid if _start_time(pid) == started else None

    def start(self, command: Sequence[str], environ: Mapping[str, str], directory: Path) -> None:
        """Start the program in the background, with no input and its output in its log."""
        self.run.mkdir(exist_ok=True)
        self.logs.mkdir(exist_ok=True)
        self.file.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            subprocess.Popen(
                ["/bin/sh", "-c", _START, "sh", str(self.file), *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(environ),
                cwd=directory,
                start_new_session=True,
            )

    def await_ready(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until `ready` says so.

        Raises:
            LauncherError: The program ended, or the time ran out.
        """
        deadline = time.monotonic() + seconds
        begun = time.monotonic()
        while not ready():
            if time.monotonic() > deadline:
                raise LauncherError(f"{self.name} did not become ready within {seconds:.0f} s. {self._advice()}")
            if self._has_ended(time.monotonic() - begun):
                raise LauncherError(f"{self.name} ended while starting. {self._advice()}")
            time.sleep(0.1)

    def _has_ended(self, seconds: float) -> bool:
        """Whether it is gone; on a busy machine it can take seconds until the process file is written at all."""
        patience_s = 1 if self.file.exists() else 10
        return seconds > patience_s and self.pid() is None

    def stop(self, seconds: float = 30) -> bool:
        """Ask the program to end, and end it hard when it does not; False when it was not running."""
        pid = self.pid()
        if pid is None:
            self.file.unlink(missing_ok=True)
            return False
        _signal(pid, self.stop_signal)
        if not self._gone(seconds):
            _signal(pid, signal.SIGKILL)
            self._gone(5)
        self.file.unlink(missing_ok=True)
        return True

    def _gone(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.pid() is not None and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.pid() is None

    def _advice(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-5:] if self.log.exists() else []
        said = " ".join(line.strip() for line in lines)[-600:]
        return f"Look into {self.log}, put the cause right and run ./govinnov up again. It last said: {said}"


def _start_time(pid: int) -> int | None:
    """Clock ticks since boot when the process started; None when it is gone or only waits to be reaped."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else int(fields[19])


def _signal(pid: int, number: signal.Signals) -> None:
    """Signal one process of ours, by its id."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
