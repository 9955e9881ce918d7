"""GeoJSON (RFC 7946): one collection, whose features say which layer they are of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from govinnov.dispatch.maps.layer import Layer


def geojson(layers: Sequence[Layer]) -> bytes:
    """The layers' features in their order, one a line; coordinates with 6 decimals."""
    features = [feature for layer in layers for feature in _features(layer)]
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _features(layer: Layer) -> list[dict[str, Any]]:
    import shapely

    return [
        {
            "type": "Feature",
            "properties": {"layer": layer.name, **row},
            "geometry": {"type": shape.geom_type, "coordinates": shapely.geometry.mapping(shape)["coordinates"]},
        }
        for row, shape in zip(layer.rows, layer.geometries(), strict=True)
    ]
