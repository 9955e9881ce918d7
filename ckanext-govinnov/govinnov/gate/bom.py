"""The byte order mark before a text, which two programs after one another may each have written."""

from __future__ import annotations


def without(head: bytes, bom: bytes) -> bytes:
    """What stands after a mark, however often it is repeated."""
    while head.startswith(bom):
        head = head[len(bom) :]
    return head
