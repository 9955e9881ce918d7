"""Who is reached in time along roads."""

from __future__ import annotations

from pathlib import Path

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.reach.faults import faults
from govinnov.dispatch.reach.graphml import read_graphml
from govinnov.dispatch.reach.links import read_links
from govinnov.dispatch.reach.roads import Roads
from govinnov.dispatch.reach.stations import Stations, read_stations
from govinnov.dispatch.reach.times import Times, components, network, times

__all__ = ["Roads", "Stations", "Times", "components", "faults", "network", "read_roads", "read_stations", "times"]


def read_roads(path: Path, nodes: Path | None = None) -> Roads:
    """Read a network: GraphML or the links of a node-link set (CSV or shapefile), told from the content.

    Args:
        path: The network.
        nodes: Where the nodes of a node-link set are.

    Raises:
        InputError: The file can't be read as either.
    """
    try:
        with path.open("rb") as stream:
            begin = stream.read(100).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
    return read_graphml(path).roads() if begin.startswith(b"<") else read_links(path, nodes)
