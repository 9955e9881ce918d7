"""GeoJSON: properties as columns, the geometry as one more; broken geometries and foreign systems are findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.formats.geometry import faults
from govinnov.gate.formats.jsontext import decode_json
from govinnov.gate.formats.objects import JsonObject, as_text, decoded
from govinnov.gate.formats.strict_json import StrictError, loads
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Received

SIGN = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature)"')
WGS84 = re.compile(r"CRS84|EPSG:(?::|[\d.]*:)?4326|4326$", re.IGNORECASE)
SHOWN = 1_000
FIRST_ROW = 2


class GeoJson:
    """Feature collections of GeoJSON."""

    name = "geojson"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for an object that names itself a feature collection."""
        return head.lstrip()[:1] == b"{" and SIGN.search(head) is not None

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Parse in a child process."""
        return decode_json("geojson", received, workdir, limits)


def parse(path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Read the whole collection; runs in the child process."""
    try:
        document = loads(path.read_text(encoding="utf-8"))
    except StrictError as error:
        return Decoded("geojson", None, findings=(error.found,))
    features = _features(document)
    if features is None:
        return Decoded("geojson", None, findings=(_wrong(1, "features가 목록이 아닙니다", "features is not a list"),))
    found = (*_foreign_crs(document), *_faults(features))
    rows = _rows([one for one in features if _is_feature(one)])
    made = decoded("geojson", rows, workdir / "table.csv", tuple(_around(document)))
    return replace(made, findings=(*found, *made.findings))


def _features(document: Any) -> list[Any] | None:
    if isinstance(document, dict) and document.get("type") == "Feature":
        return [document]
    features = document.get("features") if isinstance(document, dict) else None
    return features if isinstance(features, list) else None


def _foreign_crs(document: JsonObject) -> Iterator[Finding]:
    """GeoJSON is WGS84; older files name their system in ``crs``."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = as_text(properties.get("name")) if isinstance(properties, dict) else as_text(crs)
    if name and not WGS84.search(name):
        yield finding("geojson-crs", value=name[:80])


def _is_feature(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("properties") or {}, dict)


def _faults(features: list[Any]) -> Iterator[Finding]:
    shown = 0
    for number, one in enumerate(features, start=1):
        for ko, en in _feature_faults(one):
            yield _wrong(number, ko, en)
            shown += 1
            if shown >= SHOWN:
                return


def _feature_faults(one: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(one, dict) or one.get("type") != "Feature":
        yield "type이 Feature가 아닙니다", "its type is not Feature"
    elif not isinstance(one.get("properties") or {}, dict):
        yield "properties가 객체가 아닙니다", "its properties are no object"
    elif "geometry" not in one:
        yield "geometry가 없습니다", "it has no geometry"
    else:
        yield from faults(one["geometry"])


def _wrong(feature: int, ko: str, en: str) -> Finding:
    row = feature + FIRST_ROW - 1
    return finding("geojson-invalid", row=row, field="geometry", feature=feature, reason_ko=ko, reason_en=en)


def _rows(features: list[JsonObject]) -> list[JsonObject]:
    names = {name for one in features for name in one.get("properties") or {}}
    column = "geometry" if "geometry" not in names else "geometry_"
    return [_row(one, column) for one in features]


def _row(one: JsonObject, column: str) -> JsonObject:
    ident = {"id": one["id"]} if "id" in one and "id" not in (one.get("properties") or {}) else {}
    return {**ident, **(one.get("properties") or {}), column: one.get("geometry")}


def _around(document: JsonObject) -> Iterator[tuple[str, str]]:
    """What a collection says of itself beside its features."""
    for name, value in document.items():
        if name not in ("type", "features", "crs", "bbox", "geometry", "properties", "id"):
            yield name, as_text(value)
