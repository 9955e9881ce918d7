"""How fast a road is driven when its file does not say: assumptions, stated in docs/explanation/placement.md."""

from __future__ import annotations

import re

#: OpenStreetMap's class → km/h. Urban roads of Korea: 50; residential streets: 30 (Road Traffic Act rules, article 19).
BY_CLASS = {
    "motorway": 100.0,
    "trunk": 80.0,
    "primary": 60.0,
    "secondary": 50.0,
    "tertiary": 50.0,
    "unclassified": 50.0,
    "residential": 30.0,
    "living_street": 20.0,
    "service": 20.0,
}
#: ROAD_RANK of the standard node-link set → km/h (101 expressway … 107 local road).
BY_RANK = {"101": 100.0, "102": 80.0, "103": 60.0, "104": 50.0, "105": 60.0, "106": 50.0, "107": 50.0}
OTHERWISE = 30.0
_MPH = 1.609344
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(mph)?")


def read_kmh(text: str | None) -> float | None:
    """A speed as OpenStreetMap writes it (``50``, ``30 mph``, ``['50', '60']``): the least one, else None."""
    speeds = [float(number) * (_MPH if mph else 1) for number, mph in _NUMBER.findall(text or "")]
    return min((speed for speed in speeds if speed > 0), default=None)


def of_class(text: str | None) -> float:
    """The assumed speed of an OpenStreetMap class; the slowest where several are named."""
    names = re.findall(r"[a-z_]+", text or "")
    return min((BY_CLASS.get(name.removesuffix("_link"), OTHERWISE) for name in names), default=OTHERWISE)
