"""A small made country on the plane, written as publishers write theirs."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from govinnov.dispatch.geometry import to_lonlat

#: South-west corner of the made country, in metres of EPSG:5179, on the grid of 250 m.
EAST, NORTH = 950_000.0, 1_950_000.0
Box = tuple[float, float, float, float]


def lonlat(x: float, y: float) -> tuple[float, float]:
    """A place given in metres from the corner."""
    lon, lat = to_lonlat(np.array([[EAST + x, NORTH + y]]))[0]
    return float(lon), float(lat)


def square(box: Box) -> list[list[list[float]]]:
    """A rectangle (west, south, east, north in metres from the corner) as GeoJSON has it."""
    west, south, east, north = box
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[list(lonlat(*corner)) for corner in corners]]


def geojson(path: Path, features: Sequence[tuple[dict[str, Any], Box]]) -> None:
    """Write rectangles with their properties."""
    made = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": square(box)}}
        for properties, box in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made}), encoding="utf-8")


def table(path: Path, header: str, rows: Sequence[Sequence[object]], encoding: str = "utf-8-sig") -> None:
    """Write a table."""
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))


def rows_of(path: Path, **wanted: str) -> list[dict[str, str]]:
    """Rows of a table, those with these values."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if all(row[name] == value for name, value in wanted.items())]


#: Two districts side by side, each of two areas, 2 km × 4 km; one of the second's areas changed its code.
AREAS = {
    "9901051": ("가동", (0, 0, 2000, 4000)),
    "9901052": ("나동", (2000, 0, 4000, 4000)),
    "9902051": ("다면", (4000, 0, 6000, 4000)),
    "9902011": ("라면", (6000, 0, 8000, 4000)),
}
FIRE = "순번,시도본부,119안전센터명,주소,위도,경도"


def country(folder: Path, *, centres: Sequence[tuple[float, float]] = ((1000, 2000),)) -> Path:
    """One province (99) with a city (99010: 가동, 나동) and a county (99020: 다면, 라읍), 1,000 electors an area."""
    folder.mkdir()
    districts = {"99010": ("시", (0, 0, 4000, 4000)), "99020": ("군", (4000, 0, 8000, 4000))}
    geojson(
        folder / "a.geojson",
        [({"sgg": code, "SGGNM": name, "POPU_ALL": 2000}, box) for code, (name, box) in districts.items()],
    )
    geojson(folder / "b.json", [({"code": code, "name": name}, box) for code, (name, box) in AREAS.items()])
    table(
        folder / "c.csv",
        "level,sido,name,code_2022,sgg_codes,population_2022_03",
        [
            ("광역", "도", "도", 99, "", 4000),
            ("기초", "도", "시", 99010, 99010, 2000),
            ("기초", "도", "군", 99020, 99020, 2000),
        ],
    )
    codes = {"가동": (9901051, 99010), "나동": (9901052, 99010), "다면": (9902051, 99020), "라읍": (9902012, 99020)}
    known = [(kostat, f"{begin}00000", at, name) for at, (name, (kostat, begin)) in enumerate(codes.items())]
    table(folder / "d.csv", "adm_cd,adm_cd2,ELEC_CD,ELEC_EMD", known)
    table(folder / "e.csv", "ELEC_CD,ELEC_EMD,ELECTORS", [(at, name, 500) for at, name in enumerate(codes)])
    rows = [(at, "도", f"센터{at}", f"시 가로 {at}", *reversed(lonlat(*place))) for at, place in enumerate(centres)]
    table(folder / "f.csv", FIRE, rows, "cp949")
    return folder
