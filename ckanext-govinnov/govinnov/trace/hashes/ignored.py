"""Fields that a document itself wants left out of its events' hashes: what a repository added, and may change.

They are listed in an extension named ``ignoreFields`` of any namespace, of the document or of the query's results:
``"store:ignoreFields": ["store:hash"]``, or ``<store:ignoreFields><store:hash/></store:ignoreFields>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinnov.trace.epcis.model import Document
from govinnov.trace.hashes.jsontree import full_name

_NAME = "ignoreFields"


def ignored(document: Document) -> frozenset[str]:
    """Names of the fields, as a tree has them."""
    body = document.root.get("epcisBody")
    results = body.get("queryResults") if isinstance(body, dict) else None
    return frozenset(
        full_name(name, document.prefixes)
        for holder in (document.root, results)
        if isinstance(holder, dict)
        for field, value in holder.items()
        if field.endswith((f":{_NAME}", f"}}{_NAME}"))
        for name in _names(value)
    )


def _names(value: Any) -> Iterator[str]:
    """The texts of a list, or the names of elements."""
    for one in value if isinstance(value, (list, dict)) else [value]:
        if isinstance(one, str):
            yield one
