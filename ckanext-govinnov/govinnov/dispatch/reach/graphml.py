"""GraphML, as OSMnx and others write it: nodes with x/y (or lon/lat, long/lat), edges with length and maxspeed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.reach.build import Draft
from govinnov.dispatch.reach.roads import Link
from govinnov.dispatch.reach.speeds import of_class, read_kmh

_LON, _LAT = ("x", "lon", "long", "longitude"), ("y", "lat", "latitude")


def read_graphml(path: Path) -> Draft:
    """Read a graph; an undirected edge is two arcs.

    Raises:
        InputError: ``unknown-roads``: it is no GraphML.
    """
    draft, names, directed, found = Draft(path.name), {}, True, False
    try:
        for element in _elements(path):
            match element.tag.rpartition("}")[2]:
                case "key":
                    names[element.get("id")] = element.get("attr.name", "")
                case "graph":
                    found = True
                    directed = element.get("edgedefault") == "directed"
                case "node":
                    _add_node(draft, element, names)
                case "edge":
                    _add_edge(draft, element, names, directed=directed)
    except ParseError as error:
        raise InputError("unknown-roads", error.position[0], path.name, why=str(error)) from error
    except (LookupError, ValueError) as error:  # an encoding that is none, or is not supported; entities
        raise InputError("unknown-roads", 1, path.name, why=str(error)) from error
    if not found:
        raise InputError("unknown-roads", 1, path.name, why="no graph")
    return draft


def _elements(path: Path) -> Iterator[Element]:
    """Keys and the graph as they open, nodes and edges as they close; what is done with is dropped."""
    with path.open("rb") as stream:
        for event, element in iterparse(stream, events=("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if (event == "start") == (tag in ("key", "graph")):
                yield element
            if event == "end" and tag in ("node", "edge"):
                element.clear()


def _data(element: Element, names: dict[str | None, str]) -> dict[str, str]:
    return {names.get(one.get("key"), ""): (one.text or "").strip() for one in element if one.tag.endswith("data")}


def _add_node(draft: Draft, element: Element, names: dict[str | None, str]) -> None:
    data = _data(element, names)
    lon, lat = (next((data[name] for name in keys if name in data), None) for keys in (_LON, _LAT))
    draft.add_node(element.get("id", ""), _number(lon), _number(lat))


def _add_edge(draft: Draft, element: Element, names: dict[str | None, str], *, directed: bool) -> None:
    data = _data(element, names)
    kmh = read_kmh(data.get("maxspeed"))
    if kmh is None:
        draft.findings["missing-speed"] += 1
        kmh = of_class(data.get("highway"))
    one, other = element.get("source", ""), element.get("target", "")
    draft.links.append(Link(one, other, _number(data.get("length")), kmh))
    own = element.get("directed")
    if not (directed if own is None else own == "true"):
        draft.links.append(Link(other, one, _number(data.get("length")), kmh))


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
