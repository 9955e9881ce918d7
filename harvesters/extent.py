"""A bounding box as the GeoJSON that ckanext-spatial reads."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence


def polygon(box: object) -> str:
    """The box (west, south, east, north; WGS84 degrees) as a polygon; empty when it is no such box."""
    try:
        west, south, east, north = (float(str(side)) for side in _sides(box))
    except ValueError:
        return ""
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90 and math.isfinite(west + south)):
        return ""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def _sides(box: object) -> Sequence[object]:
    return box if isinstance(box, list | tuple) else ()
