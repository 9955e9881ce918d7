"""Where runs lie: one is computed aside, and takes its place whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import ckan.plugins.toolkit as tk

#: What a run remembers of governments that it computed: kept for the next run, no part of the finished one.
_STEPS = ".steps"
#: So many finished runs stay: the one in force, and the one before it.
KEPT = 2


@dataclass(frozen=True, slots=True)
class Folders:
    """The private folder of runs."""

    root: Path

    @property
    def work(self) -> Path:
        """Where a run is computed."""
        return self.root / "work"

    @property
    def current(self) -> Path:
        """The last finished run: a link, which is changed at once."""
        return self.root / "current"

    @property
    def told(self) -> Path:
        """What the background run says of itself (JSON)."""
        return self.root / "state.json"

    @property
    def _runs(self) -> Path:
        return self.root / "runs"

    def prepare(self) -> None:
        """Make what is missing; nobody else reads it."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.work.mkdir(exist_ok=True)
        self._runs.mkdir(exist_ok=True)

    def finish(self, run_id: str) -> None:
        """Let a run that was computed whole take the place of the one before it."""
        place = self._runs / run_id
        if not self._is_current(place):
            shutil.rmtree(place, ignore_errors=True)  # of an attempt that was killed here
            self._move_work(place)
        self._point_to(place)
        self._forget_old()

    def _move_work(self, place: Path) -> None:
        self.work.rename(place)
        self.work.mkdir()
        if (place / _STEPS).exists():
            (place / _STEPS).rename(self.work / _STEPS)

    def _is_current(self, place: Path) -> bool:
        return self.current.is_symlink() and self.current.resolve() == place.resolve()

    def _point_to(self, place: Path) -> None:
        fresh = self.root / "current.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(place)
        fresh.replace(self.current)
        place.touch()

    def _forget_old(self) -> None:
        runs = sorted(self._runs.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in runs[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)


def folders() -> Folders:
    """Those of this site, in its private storage."""
    return Folders(Path(tk.config["ckanext.govinnov.storage_path"]) / "dispatch")
