"""Values of DCAT in JSON: each may be plain, an object, a language map, or a list of these."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harvesters.extent import polygon

#: A geometry larger than this is a shape to draw, not an extent to find a dataset by.
_GEOMETRY_MAX = 20_000
_NAMES = ("ko", "en", "@value", "prefLabel", "name", "title", "notation", "@id")
_ADDRESSES = ("downloadURL", "accessURL", "endpointURL", "@id", "@value")


def words(value: Any) -> str:
    """A text, whether plain, a language map (Korean first), a value object or the first of a list."""
    if isinstance(value, Mapping):
        found = next((value[key] for key in _NAMES if value.get(key)), "")
        return words(found or next((item for item in value.values() if isinstance(item, str)), ""))
    if isinstance(value, list):
        return words(value[0]) if value else ""
    return "" if value is None else str(value)


def address(value: Any) -> str:
    """An address, whether plain, of an object that has one (a page, a service), or the first of a list."""
    if isinstance(value, Mapping):
        return address(next((value[key] for key in _ADDRESSES if value.get(key)), ""))
    if isinstance(value, list):
        return address(value[0]) if value else ""
    return "" if value is None else str(value)


def listed(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty one, anything else as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def joined(value: Any) -> str:
    """All the texts of a list, with commas between."""
    return ", ".join(text for item in listed(value) if (text := words(item)))


def period(value: Any) -> tuple[str, str]:
    """The first and last day of a period: ``2024-01-01/2024-12-31`` (DCAT-US 1.1), or an object with both (3.0)."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping):
        return words(first.get("startDate")), words(first.get("endDate"))
    start, _, end = words(first).partition("/")
    return start.strip(), end.strip()


def extent(value: Any) -> tuple[str, str]:
    """Where the data lie, as GeoJSON and in words; one of the two, or both empty.

    A box of ``west,south,east,north``, a GeoJSON geometry as an object or as text, or a place's name.
    """
    first = value[0] if isinstance(value, list) and value and not isinstance(value[0], int | float) else value
    box = polygon(_sides(first))
    geometry = box or _geometry(first)
    return (geometry, "") if geometry else ("", words(first) if not isinstance(first, list) else "")


def _sides(value: Any) -> list[Any]:
    """Four numbers, given as a list or as text with commas."""
    if isinstance(value, list):
        return value if len(value) == 4 else []
    parts = str(value).split(",") if isinstance(value, str) else []
    return parts if len(parts) == 4 else []


def _geometry(value: Any) -> str:
    """A GeoJSON geometry as text; empty when it is none or a very large one."""
    try:
        found = json.loads(value) if isinstance(value, str) and value.lstrip().startswith("{") else value
    except ValueError:
        return ""
    if not isinstance(found, Mapping) or not isinstance(found.get("coordinates"), list) or not found.get("type"):
        return ""
    text = json.dumps(found)
    return text if len(text) <= _GEOMETRY_MAX else ""
