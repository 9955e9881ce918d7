"""Writes certified datasets into the index after their commit: at once, or many with one Solr commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ckan import logic
from ckan.lib import search

from ckanext.govinnov.publishing import documents, outbox

DatasetPair = tuple[dict[str, Any], dict[str, Any]]

#: Context key under which a caller hands its batch to the writes that it makes.
BATCH = "govinnov_batch"


class IndexBatch:
    """Datasets that were sent to Solr and wait for its commit; their outbox rows stand until then."""

    def __init__(self) -> None:
        self._rows: list[int] = []

    def add(self, pair: DatasetPair, row: int) -> None:
        """Send a dataset; readers find it after ``commit``."""
        logic.index_update_package_dicts(pair, defer_commit=True)
        self._rows.append(row)

    def commit(self) -> None:
        """Let readers find everything that was sent, and clear the outbox."""
        if self._rows:
            search.commit()
            outbox.done(self._rows)
            self._rows = []


def update_many(pairs: list[DatasetPair], rows: list[int]) -> None:
    """Index datasets whose transaction was committed, with one request to Solr; ``rows`` are their outbox rows."""
    if pairs:
        documents.send([document for pair in pairs for document in documents.of(pair)])
        outbox.done(rows)


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
    outbox.done([row])
