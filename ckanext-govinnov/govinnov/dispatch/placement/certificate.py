"""The certificate of a plan: the whole search tree, one set of multipliers for each node.

Format ``govinnov-placement-proof/1``; docs/explanation/placement.md says how to read it, docs/verify_placement.py does.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from govinnov.dispatch.errors import InputError

FORMAT = "govinnov-placement-proof/1"
SCALE = 1024
ROOT = -1
#: What broken gzip, broken JSON, and JSON of another form end with.
_UNREADABLE = (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError)
_HEAD = ("model", "problem_sha256", "p", "fixed", "banned", "objective", "sites")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the search.

    Attributes:
        parent: Place of the parent in the list of nodes, counted from 0; −1 for the root.
        side: 1 when the parent's branching site is forced in here, 0 when it is out.
        u: Whole multipliers in 1/1024 of a cost unit, one for each row of demand.
        branch: Branching site, counted from 1; None in a leaf.
    """

    parent: int
    side: int
    u: Sequence[int]
    branch: int | None

    def as_dict(self) -> dict[str, Any]:
        """The node as it is written down."""
        return {"parent": self.parent, "side": self.side, "u": list(self.u), "branch": self.branch}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A plan and the tree that proves it; sites are counted from 1."""

    model: str
    problem_sha256: str
    p: int
    fixed: tuple[int, ...]
    banned: tuple[int, ...]
    objective: int
    sites: tuple[int, ...]
    nodes: tuple[Node, ...] = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The certificate as it is written down."""
        told = {"format": FORMAT, "scale": SCALE, **{name: getattr(self, name) for name in _HEAD}}
        return {**told, "nodes": [node.as_dict() for node in self.nodes]}


def without_banned(certificate: Certificate) -> Certificate:
    """The same with sites counted as if the banned ones were not there: their order, and so ties, stay as they are.

    A banned site that stands where it must not becomes site 0, which no problem has.
    """
    banned = sorted(set(certificate.banned))

    def new(site: int) -> int:
        before = bisect_left(banned, site)
        return 0 if banned[before : before + 1] == [site] else site - before

    fixed, sites = (tuple(map(new, ids)) for ids in (certificate.fixed, certificate.sites))
    nodes = (node if node.branch is None else replace(node, branch=new(node.branch)) for node in certificate.nodes)
    return replace(certificate, fixed=fixed, sites=sites, banned=(), nodes=tuple(nodes))


def save(certificate: Certificate, path: Path) -> None:
    """Write a certificate; compressed, and always the same bytes, when the name ends in ``.gz``."""
    text = json.dumps(certificate.as_dict(), separators=(",", ":")).encode() + b"\n"
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def load(path: Path) -> Certificate:
    """Read a certificate.

    Raises:
        InputError: ``bad-certificate``: it is no JSON, of another format, or lacks something.
    """
    try:
        data = path.read_bytes()
        written = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
        return _certificate(written)
    except _UNREADABLE as error:
        raise InputError("bad-certificate", file=path.name, why=f"{type(error).__name__}: {error}") from error


def _certificate(written: dict[str, Any]) -> Certificate:
    if written["format"] != FORMAT or written["scale"] != SCALE:
        raise ValueError(f"format {written['format']!r}, scale {written['scale']!r}")
    return Certificate(
        model=str(written["model"]),
        problem_sha256=str(written["problem_sha256"]),
        p=_whole(written["p"]),
        fixed=_ids(written["fixed"]),
        banned=_ids(written["banned"]),
        objective=_whole(written["objective"]),
        sites=_ids(written["sites"]),
        nodes=_nodes(written["nodes"]),
    )


def _ids(written: list[Any]) -> tuple[int, ...]:
    return tuple(_whole(value) for value in written)


def _nodes(written: list[dict[str, Any]]) -> tuple[Node, ...]:
    """Read the nodes. Some writers count parents from 1: then no node has parent 0, though the root has children."""
    shift = 0 if any(node["parent"] == 0 for node in written) else 1
    return tuple(_node(node, shift) for node in written)


def _node(written: dict[str, Any], shift: int) -> Node:
    parent, branch = _whole(written["parent"]), written["branch"]
    u = [_whole(value) for value in written["u"]]
    at = parent if parent == ROOT else parent - shift
    return Node(at, _whole(written["side"]), u, None if branch is None else _whole(branch))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    return value
