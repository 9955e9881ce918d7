"""Writes certified datasets into the index after their commit: at once, or many with one Solr commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan import logic
from ckan.lib import search

from ckanext.govinnov.publishing import documents, outbox

DatasetPair = tuple[dict[str, Any], dict[str, Any]]

#: Context key under which a caller hands its batch to the writes that it makes.
BATCH = "govinnov_batch"


class IndexBatch:
    """Datasets that were sent to Solr and wait for its commit; their outbox rows stand until then."""

    def __init__(self) -> None:
        self._pairs: list[DatasetPair] = []
        self._rows: list[int] = []

    def add(self, pair: DatasetPair, row: int) -> None:
        """Send a dataset; readers find it after ``commit``."""
        logic.index_update_package_dicts(pair, defer_commit=True)
        self._pairs.append(pair)
        self._rows.append(row)

    def commit(self) -> None:
        """Let readers find everything that was sent, and clear the outbox."""
        if self._rows:
            search.commit()
            _settle(self._pairs, self._rows)
            self._pairs, self._rows = [], []


def update_many(pairs: list[DatasetPair], rows: list[int]) -> None:
    """Index datasets whose transaction was committed, with one request to Solr; ``rows`` are their outbox rows."""
    if pairs:
        documents.send([document for pair in pairs for document in documents.of(pair)])
        _settle(pairs, rows)


@contextmanager
def batch(context: dict[str, Any]) -> Iterator[None]:
    """Let every write with this context share one Solr commit, also when one of them is refused."""
    context[BATCH] = IndexBatch()
    try:
        yield
    finally:
        context.pop(BATCH).commit()


def update(context: dict[str, Any], pair: DatasetPair, row: int) -> None:
    """Index a dataset whose transaction was committed; ``row`` is its outbox row."""
    shared = context.get(BATCH)
    if shared is not None:
        shared.add(pair, row)
        return
    logic.index_update_package_dicts(pair)
    _settle([pair], [row])


def outdated(pairs: Sequence[DatasetPair]) -> set[str]:
    """Ids of datasets that are not any more as they were read: what was sent of them may have been taken back."""
    package = ckan_model.Package
    facts = sa.select(package.id, package.metadata_modified, package.state, package.private)
    rows = ckan_model.Session.execute(facts.where(package.id.in_([read["id"] for read, _ in pairs])))
    now = {row.id: (row.metadata_modified.isoformat(), row.state, row.private) for row in rows}
    return {
        read["id"] for read, _ in pairs
        if now.get(read["id"]) != (read["metadata_modified"], read["state"], read["private"])
    }  # fmt: skip


def _settle(pairs: Sequence[DatasetPair], rows: Sequence[int]) -> None:
    """Clear the outbox rows of datasets that were indexed; one that changed meanwhile is left to the worker."""
    changed = outdated(pairs)
    outbox.done([row for (read, _), row in zip(pairs, rows, strict=True) if read["id"] not in changed])
