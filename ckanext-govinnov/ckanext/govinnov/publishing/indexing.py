"""Writes certified datasets into the index after their commit: at once, or many with one Solr commit."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan import logic
from ckan.lib import search

from ckanext.govinnov.publishing import documents, outbox

DatasetPair = tuple[dict[str, Any], dict[str, Any]]
#: Of a dataset as it was read: id, time of change, state, private.
Fact = tuple[str, str, str, bool]

#: Context key under which a caller hands its batch to the writes that it makes.
BATCH = "govinnov_batch"


#: So long a batch may keep its readers waiting. After twice that, the projector takes it for lost.
WAIT_S = 3.0


class IndexBatch:
    """Datasets that were sent to Solr and wait for its commit; their outbox rows stand until then.

    A commit costs Solr as much as a hundred documents, and more the longer its list is.
    """

    def __init__(self) -> None:
        self._sent: list[tuple[Fact, int]] = []
        self._since = self._looked = 0.0

    def add(self, pair: DatasetPair, row: int) -> None:
        """Send a dataset; readers find it after ``commit``."""
        self.add_many([pair], [row])

    def add_many(self, pairs: Sequence[DatasetPair], rows: Sequence[int]) -> None:
        """Send datasets in one request; one of which no document can be made is left to the projector."""
        made = [(pair, row, document) for pair, row in zip(pairs, rows, strict=True) for document in documents.of(pair)]
        if made:
            documents.send([document for _, _, document in made], commit=False)
            self._note([pair for pair, _, _ in made], [row for _, row, _ in made])

    def commit_when_due(self) -> None:
        """Commit what has waited long enough, and what would have: a caller that comes back so late again."""
        now = time.monotonic()
        if now - min(self._since, self._looked) > WAIT_S:
            self.commit()
        self._looked = now

    def commit(self) -> None:
        """Let readers find everything that was sent, and clear the outbox."""
        if self._sent:
            search.commit()
            _settle(self._sent)
            self._sent = []

    def _note(self, pairs: Sequence[DatasetPair], rows: Sequence[int]) -> None:
        if not self._sent:
            self._since = time.monotonic()
        self._sent += zip((_fact(pair) for pair in pairs), rows, strict=True)


def later_s(context: Mapping[str, Any]) -> float:
    """After so many seconds the outbox row of a write is due: at once, but for one whose caller commits a batch."""
    return 2 * WAIT_S if BATCH in context else 0.0


def update(context: dict[str, Any], pair: DatasetPair, row: int) -> None:
    """Index a dataset whose transaction was committed; ``row`` is its outbox row."""
    shared = context.get(BATCH)
    if shared is not None:
        shared.add(pair, row)
        return
    logic.index_update_package_dicts(pair)
    _settle([(_fact(pair), row)])


def update_many(context: Mapping[str, Any], pairs: Sequence[DatasetPair], rows: Sequence[int]) -> None:
    """Index datasets whose transaction was committed, with one request to Solr; ``rows`` are their outbox rows."""
    shared = context.get(BATCH)
    batch = shared or IndexBatch()
    if pairs:
        batch.add_many(pairs, rows)
    if shared is None:
        batch.commit()


def outdated(pairs: Sequence[DatasetPair]) -> set[str]:
    """Ids of datasets that are not any more as they were read: what was sent of them may have been taken back."""
    return _changed([_fact(pair) for pair in pairs])


def _fact(pair: DatasetPair) -> Fact:
    read = pair[0]
    return read["id"], read["metadata_modified"], read["state"], read["private"]


def _changed(facts: Sequence[Fact]) -> set[str]:
    package = ckan_model.Package
    columns = sa.select(package.id, package.metadata_modified, package.state, package.private)
    rows = ckan_model.Session.execute(columns.where(package.id.in_([fact[0] for fact in facts])))
    now = {(row.id, row.metadata_modified.isoformat(), row.state, row.private) for row in rows}
    return {fact[0] for fact in facts if fact not in now}


def _settle(sent: Sequence[tuple[Fact, int]]) -> None:
    """Clear the outbox rows of datasets that were indexed; one that changed since it was sent is left to the worker."""
    changed = _changed(list({fact[0]: fact for fact, _ in sent}.values()))
    outbox.done([row for fact, row in sent if fact[0] not in changed])
