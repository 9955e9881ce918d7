"""Everything that one government's step needs, and nothing else: it can be sent to any worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.cctv import Cameras
from govinnov.dispatch.demand import ELECTORS, Weighted
from govinnov.dispatch.inputs.governments import Government
from govinnov.dispatch.inputs.residents import Residents
from govinnov.dispatch.run.parameters import Parameters
from govinnov.dispatch.run.posts import Posts
from govinnov.dispatch.run.roads import Driven

#: What posts are called, and the services that leave from them.
CENTRE, POLICE = "119-centre", "police-station"
SERVICES = {"ambulance": CENTRE, "fire": CENTRE, "police": POLICE}


@dataclass(frozen=True, slots=True)
class Supply:
    """A government's part of a kind of post.

    Attributes:
        posts: Those of the country; None when none are known.
        own: How many of them are within the government.
        reason: Why there are no figures; empty when there are.
    """

    posts: Posts | None
    own: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all tasks of a run share.

    Attributes:
        synthetic: Some input was made up.
        parameters: Of the run.
        reference_date: The day that it speaks of.
        more: What is made besides tables: ``plans``, ``maps``.
        guard_s: Seconds by the clock that plans of one government may take; what takes longer is not computed.
    """

    synthetic: bool
    parameters: Parameters
    reference_date: str
    more: frozenset[str] = frozenset()
    guard_s: float = float("inf")

    @property
    def method(self) -> str:
        """How distances are found, for the column ``method``."""
        return self.method_of("straight line")

    def method_of(self, name: str) -> str:
        """A method, marked where some input was made up."""
        return f"SYNTHETIC {name}" if self.synthetic else name


@dataclass(frozen=True, slots=True)
class Task:
    """One government's step.

    Attributes:
        government: Which one.
        frame: What it shares with the others.
        parts: What it is summed from, each a list of areas.
        electors: How many it has, whatever is counted.
        listed: Districts whose areas stand in its own table.
        anchors: Pharmacies and schools around it, on the plane, from the west.
        supplies: By kind of post.
        cameras: Those that may see into it.
        roads: Nodes around it, and how far they are from 119 centres in time.
        residents: By age, if they are known.
    """

    government: Government
    frame: Frame
    parts: tuple[tuple[Weighted, ...], ...]
    electors: int
    listed: frozenset[str]
    anchors: NDArray[np.float64]
    supplies: Mapping[str, Supply]
    cameras: Cameras
    roads: Driven
    residents: Residents | None = None

    @property
    def weight(self) -> str:
        """What is counted: one thing for all its areas."""
        return next((area.weight for area in self.areas), ELECTORS)

    @property
    def areas(self) -> list[Weighted]:
        """Areas of all parts."""
        return [area for part in self.parts for area in part]
