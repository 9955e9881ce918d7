"""GeoJSON (RFC 7946): one collection, whose features say which layer they are of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from govinnov.dispatch.maps.layer import Layer


def geojson(layers: Sequence[Layer], about: Mapping[str, Any] = MappingProxyType({})) -> bytes:
    """The layers' features in their order, one a line; coordinates with 6 decimals.

    Args:
        layers: Names and columns are words of ours.
        about: What the collection says of itself: members beside its features, as RFC 7946 (6.1) allows them.
    """
    features = [feature for layer in layers for feature in _features(layer)]
    head = "".join(f"{_text(name)}:{_text(value)}," for name, value in about.items())
    lines = ",\n".join(map(_text, features))
    return f'{{"type":"FeatureCollection",{head}"features":[\n{lines}\n]}}\n'.encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
