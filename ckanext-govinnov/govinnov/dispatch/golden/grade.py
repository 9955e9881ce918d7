"""How good the inputs behind a figure are: A to D."""

from __future__ import annotations

#: Share of electors whose area has a figure of its own, from which demand counts as known by 읍면동.
JOINED = 0.8


def grade(*, coordinates: bool, joined: float, roads: bool = False, beats_density: bool = False) -> str:
    """The grade of a figure.

    A: real roads, stations with coordinates, demand by 읍면동, and shown to beat density; B: the same, not yet shown;
    C: straight line, stations with coordinates, demand by 읍면동; D: less.

    Args:
        coordinates: Stations have published coordinates.
        joined: Share of the electors whose area has a figure of its own.
        roads: Times are along real roads.
        beats_density: Leave-one-out error is at most 5 points and 2 better than that of density alone.
    """
    if not coordinates or joined < JOINED:
        return "D"
    if not roads:
        return "C"
    return "A" if beats_density else "B"
