"""What is wrong with a geometry: its type, the shape of its coordinates, rings, and places that cannot be in Korea."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinnov.gate.formats.strict_json import Number

#: How many lists lie around one position.
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
#: Korea with its seas: longitude and latitude in degrees, generous.
LONGITUDES, LATITUDES = (123.0, 133.0), (31.0, 44.0)
RING, LINE = 4, 2

Fault = tuple[str, str]


def faults(geometry: Any) -> Iterator[Fault]:
    """Everything wrong with one geometry, in Korean and English; null means no place and is right."""
    if geometry is None:
        return
    if not isinstance(geometry, dict):
        yield "geometry가 객체가 아닙니다", "the geometry is no object"
    elif geometry.get("type") == "GeometryCollection":
        yield from _collection(geometry.get("geometries"))
    elif geometry.get("type") not in DEPTHS:
        yield "알 수 없는 도형 종류입니다", "the geometry's type is unknown"
    else:
        yield from _coordinates(geometry["type"], geometry.get("coordinates"))


def _collection(geometries: Any) -> Iterator[Fault]:
    if not isinstance(geometries, list):
        yield "geometries가 목록이 아닙니다", "geometries is not a list"
        return
    for one in geometries:
        yield from faults(one)


def _coordinates(kind: str, coordinates: Any) -> Iterator[Fault]:
    positions = list(_positions(coordinates, DEPTHS[kind]))
    if not positions or not all(map(_is_position, positions)):
        yield "좌표가 [경도, 위도] 숫자가 아닙니다", "its coordinates are not numbers [longitude, latitude]"
        return
    yield from _places([(float(one[0]), float(one[1])) for one in positions])
    if kind.endswith("Polygon") and not all(map(_is_ring, _lines(coordinates, DEPTHS[kind] - 1))):
        yield (
            "다각형의 고리가 닫히지 않았거나 점이 4개보다 적습니다",
            "a ring is not closed or has fewer than 4 positions",
        )
    if kind.endswith("LineString") and any(len(one) < LINE for one in _lines(coordinates, DEPTHS[kind] - 1)):
        yield "선의 점이 2개보다 적습니다", "a line has fewer than 2 positions"


def _positions(value: Any, depth: int) -> Iterator[Any]:
    """The positions ``depth`` lists deep; None stands for a list that is none."""
    if depth == 0:
        yield value
    elif not isinstance(value, list) or not value:
        yield None
    else:
        for one in value:
            yield from _positions(one, depth - 1)


def _lines(value: Any, depth: int) -> Iterator[list[Any]]:
    return (one for one in _positions(value, depth) if isinstance(one, list))


def _is_position(value: Any) -> bool:
    return isinstance(value, list) and len(value) >= 2 and all(isinstance(one, Number) for one in value)


def _is_ring(ring: list[Any]) -> bool:
    return len(ring) >= RING and [float(one) for one in ring[0]] == [float(one) for one in ring[-1]]


def _places(places: list[tuple[float, float]]) -> Iterator[Fault]:
    outside = [(x, y) for x, y in places if not _in_korea(x, y)]
    if not outside:
        return
    if all(_in_korea(y, x) for x, y in outside):
        yield "경도와 위도가 뒤바뀌었습니다", "longitude and latitude are swapped"
    else:
        x, y = outside[0]
        yield f"좌표가 한국 밖입니다: {x:g}, {y:g}", f"a place is outside Korea: {x:g}, {y:g}"


def _in_korea(longitude: float, latitude: float) -> bool:
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]
