"""A made-up country as a folder of inputs, all of it marked synthetic: for measuring, never for telling anything.

Districts are squares in rows of 16, each of 4 × 4 areas; streets run every 240 m through all of them, both ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from govinnov.dispatch.grid import to_lonlat

#: South-west corner in metres (EPSG:5179), districts in a row, and the side of the street grid's squares.
EAST, NORTH, ROW, BLOCK_M = 850_000.0, 1_600_000.0, 16, 240.0
#: Areas along a district's side, and provinces.
AREAS, PROVINCES = 4, 17
SEED = 0


@dataclass(frozen=True, slots=True)
class Size:
    """How large a country is: blocks of streets along a district's side make blocks² nodes a district."""

    districts: int = 226
    blocks: int = 67
    cameras: int = 1_000_000
    stations: int = 1_133

    @property
    def nodes(self) -> int:
        return self.districts * self.blocks**2

    @property
    def side_m(self) -> float:
        return self.blocks * BLOCK_M


def corners(size: Size) -> np.ndarray:
    """South-west corner of each district."""
    at = np.arange(size.districts)
    return np.column_stack([at % ROW, at // ROW]) * size.side_m + (EAST, NORTH)


def code(at: int, districts: int) -> str:
    """Five digits: two of the province, three of the district."""
    return f"{11 + at * PROVINCES // districts}{at:03d}"


def _square(low: np.ndarray, side: float) -> list[list[list[float]]]:
    ring = low + np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]) * side
    return [to_lonlat(ring).tolist()]


def _features(size: Size) -> Iterator[tuple[str, dict[str, object], np.ndarray, float]]:
    """Kind, properties, corner and side of every district and area."""
    electors = np.random.default_rng(SEED).integers(30_000, 300_000, size.districts)
    for at, corner in enumerate(corners(size)):
        name = code(at, size.districts)
        yield (
            "districts",
            {"sgg": name, "sggnm": f"{at}군", "sidonm": name[:2], "popu_all": int(electors[at])},
            corner,
            size.side_m,
        )
        for part in range(AREAS**2):
            low = corner + np.array([part % AREAS, part // AREAS]) * size.side_m / AREAS
            yield "areas", {"adm_cd": f"{name}{part:02d}", "adm_nm": f"{at}의 {part}면"}, low, size.side_m / AREAS


def _boundaries(folder: Path, size: Size) -> None:
    made: dict[str, list[object]] = {"districts": [], "areas": []}
    for kind, properties, low, side in _features(size):
        geometry = {"type": "Polygon", "coordinates": _square(low, side)}
        made[kind].append({"type": "Feature", "properties": properties, "geometry": geometry})
    for kind, features in made.items():
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        (folder / f"{kind}.geojson").write_text(text, encoding="utf-8")


def _governments(folder: Path, size: Size) -> None:
    codes = [code(at, size.districts) for at in range(size.districts)]
    provinces = sorted({one[:2] for one in codes})
    rows = [("광역", one, f"{one}도", one, "") for one in provinces]
    rows += [("기초", one[:2], f"{at}군", one, one) for at, one in enumerate(codes)]
    pl.DataFrame(rows, schema=["level", "sido", "name", "code_2022", "sgg_codes"], orient="row").write_csv(
        folder / "governments.csv"
    )


def _scattered(size: Size, count: int, seed: int) -> np.ndarray:
    """Longitudes and latitudes of so many places, anywhere in the districts."""
    draw = np.random.default_rng(seed)
    own = corners(size)[draw.integers(0, size.districts, count)]
    return to_lonlat(own + draw.random((count, 2)) * size.side_m)


def _points(folder: Path, size: Size) -> None:
    where = _scattered(size, size.stations, 1)
    names = [f"센터{at}" for at in range(size.stations)]
    stations = {"119안전센터명": names, "주소": [f"가로 {at}" for at in range(size.stations)]}
    pl.DataFrame({**stations, "위도": where[:, 1], "경도": where[:, 0]}).write_csv(folder / "stations.csv")
    where = _scattered(size, size.cameras, 2)
    pl.DataFrame({"카메라대수": np.ones(size.cameras, dtype=int), "위도": where[:, 1], "경도": where[:, 0]}).write_csv(
        folder / "cameras.csv"
    )


def _roads(folder: Path, size: Size) -> None:
    """A node in the middle of each block; links to its neighbours, also over the border of districts."""
    wide, high = ROW * size.blocks, -(-size.districts // ROW) * size.blocks
    column, row = np.meshgrid(np.arange(wide), np.arange(high))
    inside = (row // size.blocks) * ROW + column // size.blocks < size.districts
    ids = np.where(inside, np.arange(wide * high).reshape(high, wide), -1)
    places = to_lonlat((np.column_stack([column[inside], row[inside]]) + 0.5) * BLOCK_M + (EAST, NORTH))
    pl.DataFrame({"NODE_ID": ids[inside], "LON": places[:, 0], "LAT": places[:, 1]}).write_csv(folder / "nodes.csv")
    pairs = [(ids[:, :-1], ids[:, 1:]), (ids[:-1], ids[1:])]
    one, other = (np.concatenate([pair[end].ravel() for pair in pairs]) for end in (0, 1))
    kept = (one >= 0) & (other >= 0)
    ends = np.concatenate([one[kept], other[kept]]), np.concatenate([other[kept], one[kept]])
    kmh = np.random.default_rng(3).choice([30, 50, 60, 80], len(ends[0]))
    table = {"LINK_ID": np.arange(len(kmh)), "F_NODE": ends[0], "T_NODE": ends[1], "MAX_SPD": kmh}
    pl.DataFrame(table).with_columns(LENGTH=pl.lit(BLOCK_M)).write_csv(folder / "links.csv")


def _named(folder: Path, files: Sequence[Path]) -> None:
    entries = [f"  - {{path: {one.name}, synthetic: true}}" for one in files]
    (folder / "inputs.yaml").write_text("\n".join(["files:", *entries, ""]), encoding="utf-8")


def made_country(folder: Path, size: Size) -> Path:
    """Write the country's files, and an ``inputs.yaml`` that calls each of them synthetic."""
    folder.mkdir(parents=True, exist_ok=True)
    for write in (_boundaries, _governments, _points, _roads):
        write(folder, size)
    _named(folder, sorted(one for one in folder.iterdir() if one.name != "inputs.yaml"))
    return folder
