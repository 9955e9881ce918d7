"""What the hash is computed of: an event as a tree of names, texts and children."""

from __future__ import annotations

from typing import NamedTuple

#: Elements of which CBV writes the type beside the identifier.
PAIRED = ("bizTransaction", "source", "destination")


class Node(NamedTuple):
    """One field; a field that stands n times is n nodes. A pair of type and identifier is a node without a name."""

    name: str
    text: str
    children: tuple[Node, ...] = ()
