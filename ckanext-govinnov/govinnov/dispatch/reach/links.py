"""The standard node-link set as tables: links (LINK_ID, F_NODE, T_NODE, MAX_SPD, LENGTH, ROAD_RANK) and nodes."""

from __future__ import annotations

from pathlib import Path

from govinnov.dispatch.reach.build import Draft
from govinnov.dispatch.reach.places import lonlat
from govinnov.dispatch.reach.roads import Link
from govinnov.dispatch.reach.speeds import BY_RANK, OTHERWISE
from govinnov.dispatch.tables import Row, number, rows

_LINKS = ("link_id", "f_node", "t_node")
_NODES = (("node_id", "x", "y"), ("node_id", "lon", "lat"))


def read_links(path: Path, nodes: Path | None) -> Draft:
    """Read links (each one way, LENGTH in metres, MAX_SPD in km/h), and where their nodes are.

    Coordinates x and y of nodes are EPSG:5186 unless a column ``crs`` says otherwise.

    Raises:
        InputError: ``unreadable``, ``missing-column`` or ``unknown-crs``.
    """
    draft = Draft()
    for line, row in rows(nodes, *_NODES) if nodes else ():
        lon, lat = lonlat(row, nodes.name if nodes else "", line, crs="EPSG:5186")
        draft.add_node(row["node_id"], lon, lat)
    seen: set[str] = set()
    for _, row in rows(path, _LINKS):
        if row["link_id"] in seen:
            draft.findings["duplicate-link"] += 1
        else:
            seen.add(row["link_id"])
            _add_link(draft, row, nodes is None)
    return draft


def _add_link(draft: Draft, row: Row, nodes_unknown: bool) -> None:
    if nodes_unknown:
        for name in (row["f_node"], row["t_node"]):
            if name not in draft.nodes:
                draft.add_node(name, None, None)
    kmh = number(row, "max_spd")
    if not kmh or kmh < 0:
        draft.findings["missing-speed"] += 1
        kmh = BY_RANK.get(row.get("road_rank", ""), OTHERWISE)
    draft.links.append(Link(row["f_node"], row["t_node"], number(row, "length"), kmh))
