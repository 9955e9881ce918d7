"""The standard node-link set, CSV or shapefile: links (LINK_ID, F_NODE, T_NODE, MAX_SPD, LENGTH, ROAD_RANK), nodes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.reach.frames import LINE, frame, numbers
from govinnov.dispatch.reach.places import lonlats
from govinnov.dispatch.reach.roads import Floats, Roads, great_circle, milliseconds
from govinnov.dispatch.reach.speeds import BY_RANK, OTHERWISE

if TYPE_CHECKING:
    import polars as pl

_LINKS = ("link_id", "f_node", "t_node")
_NODES = (("node_id", "x", "y"), ("node_id", "lon", "lat"))
#: The plane of the national set.
_PLANE = "EPSG:5186"


def read_links(path: Path, nodes: Path | None) -> Roads:
    """Read links (each one way, LENGTH in metres, MAX_SPD in km/h), and where their nodes are.

    Coordinates x and y of nodes are EPSG:5186 unless a column ``crs``, or a .prj, says otherwise.

    Raises:
        InputError: ``unreadable``, ``missing-column`` or ``unknown-crs``.
    """
    findings: list[Finding] = []
    links = _once(
        frame(path, _LINKS).drop("place", "place_t", strict=False), "link_id", ("duplicate-link", path.name), findings
    )
    known = _placed(nodes, findings) if nodes else _ends(links)
    at = known.select("node_id", place=_numbered())
    links = links.join(at, left_on="f_node", right_on="node_id", how="left", maintain_order="left", suffix="_f")
    links = links.join(at, left_on="t_node", right_on="node_id", how="left", maintain_order="left", suffix="_t")
    lost = links["place"].is_null() | links["place_t"].is_null()
    findings.extend(_told("unknown-node", path.name, links.filter(lost)))
    return _network(links.filter(~lost), known, (path.name, nodes.name if nodes else path.name), findings)


def _network(links: pl.DataFrame, nodes: pl.DataFrame, files: tuple[str, str], findings: list[Finding]) -> Roads:
    """Arcs in milliseconds; links without a time are left out."""
    lonlat = nodes.select("lon", "lat").to_numpy().astype(np.float64)
    tail, head = (links[name].to_numpy().astype(np.int64) for name in ("place", "place_t"))
    metres, kmh = _lengths(links, (lonlat[tail], lonlat[head]), files[0], findings), _speeds(links, files[0], findings)
    timed = np.isfinite(metres)
    findings.extend(_told("link-without-length", files[0], links.filter(~timed)))
    ms = milliseconds(metres[timed], kmh[timed])
    lines = nodes[LINE].to_numpy().astype(np.int64)
    return Roads(nodes["node_id"].to_list(), lonlat, tail[timed], head[timed], ms, findings, files[1], lines)


def _lengths(links: pl.DataFrame, ends: tuple[Floats, Floats], file: str, findings: list[Finding]) -> Floats:
    """Metres of each link; from the coordinates of its ends where the file gives none."""
    metres = numbers(links, "length")
    missing: NDArray[np.bool_] = ~(metres >= 0)
    findings.extend(_told("missing-length", file, links.filter(missing)))
    metres[missing] = great_circle(ends[0][missing], ends[1][missing])
    return metres


def _speeds(links: pl.DataFrame, file: str, findings: list[Finding]) -> Floats:
    """km/h of each link; of its rank where the file gives none."""
    kmh = numbers(links, "max_spd")
    missing: NDArray[np.bool_] = ~(kmh > 0)
    findings.extend(_told("missing-speed", file, links.filter(missing)))
    ranks = links["road_rank"].to_list() if "road_rank" in links.columns else [""] * len(links)
    kmh[missing] = [BY_RANK.get(ranks[at], OTHERWISE) for at in np.flatnonzero(missing)]
    return kmh


def _placed(path: Path, findings: list[Finding]) -> pl.DataFrame:
    """Nodes with their places; of a repeated one the last place counts."""
    import polars as pl

    table = frame(path, *_NODES)
    lonlat = lonlats(table, path.name, _PLANE, findings)
    where = table.with_columns(lon=pl.Series(lonlat[:, 0]), lat=pl.Series(lonlat[:, 1]))
    findings.extend(
        _told("node-without-coordinates", path.name, where.filter(pl.col("lon").is_nan() | pl.col("lat").is_nan()))
    )
    first = where["node_id"].is_first_distinct()
    findings.extend(_told("repeated-node", path.name, where.filter(~first)))
    return where if first.all() else where.unique("node_id", keep="last", maintain_order=True)


def _ends(links: pl.DataFrame) -> pl.DataFrame:
    """The ends of links as nodes without places."""
    import polars as pl

    names = pl.concat([links.select(LINE, node_id="f_node"), links.select(LINE, node_id="t_node")])
    once = names.unique("node_id", keep="first", maintain_order=True)
    return once.with_columns(lon=pl.lit(np.nan), lat=pl.lit(np.nan))


def _once(table: pl.DataFrame, name: str, told: tuple[str, str], findings: list[Finding]) -> pl.DataFrame:
    first = table[name].is_first_distinct()
    findings.extend(_told(*told, table.filter(~first)))
    return table.filter(first)


def _numbered() -> pl.Expr:
    import polars as pl

    return pl.int_range(pl.len())


def _told(code: str, file: str, rows: pl.DataFrame) -> Iterable[Finding]:
    return (Finding(code, file, line) for line in rows[LINE].to_list())
