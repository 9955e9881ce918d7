"""Which fault strikes which write at which point: all of them in the long run, each fault once in the short one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenes import SCENES

LONG = os.environ.get("GOVINNOV_FAULTS") == "long"
#: Points that the write itself passes, and points that the worker passes afterwards; by what each is struck.
WRITING = {
    "is killed": ("received", "judged", "committing", "committed", "indexed"),
    "PostgreSQL restarts": ("received", "judged", "written", "committing", "committed"),
    "Redis restarts": ("judged", "committed"),
    "Solr restarts": ("judged", "committed"),
}
WORKING = {
    "is killed": ("rendering", "rendered", "loaded", "drained"),
    "PostgreSQL restarts": ("rendering", "rendered", "loaded", "drained"),
    "Solr restarts": ("drained",),
}
#: Up to here a write that will be refused comes.
BEFORE_REFUSAL = ("keeping", "received", "validating", "judged")
#: No gate is asked in the request that leaves a large file to the worker; it strikes there.
BY_WORKER = ("a_large_file",)
KEEPS_BYTES = ("a_dataset_with_its_file", "a_new_resource", "a_new_version", "a_large_file", "a_form", "a_harvest")
HAS_FILE = tuple(name for name in SCENES if name not in {"new_words", "rows_of_the_datastore"})
#: Rows that a steward let pass although they are no table are served as they came: nothing is made of them.
NOTHING_MADE = ("a_decision",)


@dataclass(frozen=True, slots=True)
class Case:
    """One fault at one point of one write."""

    scene: str
    fault: str
    point: str

    @property
    def settings(self) -> dict[str, int]:
        """What the write is given so that a slow validator is too slow."""
        return {f"ckanext.govinnov.{name}_seconds": 5 for name in ("gate", "inline")} if self.fault == "is slow" else {}

    @property
    def in_worker(self) -> bool:
        """Whether it strikes the worker."""
        return self.point in WORKING["is killed"] or (self.scene in BY_WORKER and self.point != "keeping")

    @property
    def meets_refusal(self) -> bool:
        """Whether a write that will be refused comes to this point."""
        return self.point in BEFORE_REFUSAL

    @property
    def lacks_its_point(self) -> bool:
        """Whether it would strike a copy in the making, where none is made."""
        return self.scene in NOTHING_MADE and self.point in ("rendered", "loaded")

    def __str__(self) -> str:
        return f"{self.scene}-{self.fault}-{self.point}".replace(" ", "_")


def everything() -> Iterator[Case]:
    """The long run."""
    for scene in SCENES:
        yield from (Case(scene, fault, "validating") for fault in ("raises", "is slow", "is killed"))
        yield from _struck(scene, WRITING)
    yield from (Case(scene, "disk is full", "keeping") for scene in KEEPS_BYTES)
    for scene in HAS_FILE:
        yield Case(scene, "disk is full", "rendering")
        yield from (case for case in _struck(scene, WORKING) if not case.lacks_its_point)


def _struck(scene: str, points: Mapping[str, Sequence[str]]) -> Iterator[Case]:
    return (Case(scene, fault, point) for fault, places in points.items() for point in places)


SHORT = (
    Case("a_dataset_with_its_file", "raises", "validating"),
    Case("a_form", "is slow", "validating"),
    Case("a_new_version", "is killed", "validating"),
    Case("a_new_resource", "disk is full", "keeping"),
    Case("a_new_version", "disk is full", "rendering"),
    Case("a_private_dataset_made_public", "PostgreSQL restarts", "judged"),
    Case("a_harvest", "PostgreSQL restarts", "committing"),
    Case("a_large_file", "PostgreSQL restarts", "received"),
    Case("a_decision", "Redis restarts", "written"),
    Case("new_words", "Solr restarts", "committed"),
    Case("datasets_made_public_in_bulk", "is killed", "committed"),
    Case("a_new_version", "is killed", "loaded"),
    Case("rows_of_the_datastore", "is killed", "judged"),
)


def brief(told: dict[str, Any]) -> str:
    """What a writer was told, for a line of the log."""
    if told["signal"]:
        return f"killed by signal {told['signal']}"
    return str(told["error"] or "done").split(":")[0]
