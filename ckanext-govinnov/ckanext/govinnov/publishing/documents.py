"""Solr documents of datasets as CKAN's own code makes them, many in one request."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from types import FunctionType
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import search
from ckan.lib.search import common
from ckan.lib.search import index as ckan_index

log = logging.getLogger(__name__)

DatasetPair = tuple[dict[str, Any], dict[str, Any]]
Document = dict[str, Any]

_UNRELATED: Document = {"relationships_as_subject": [], "relationships_as_object": []}


class _Collector:
    """Stands where CKAN's connection to Solr would, and keeps what is sent."""

    def __init__(self) -> None:
        self.documents: list[Document] = []

    def add(self, docs: Sequence[Document], commit: bool) -> None:
        """Keep documents."""
        self.documents += docs


def of(pair: DatasetPair) -> list[Document]:
    """The document of a dataset: CKAN's ``index_package`` with all hooks, its connection replaced by a list.

    Args:
        pair: The dataset under the default and under the custom schema.

    Returns:
        One document; none where CKAN breaks on its words, for which a date beyond the calendar is enough.
    """
    try:
        return _made(pair)
    except (ValueError, OverflowError):
        log.exception("dataset %s can't be indexed", pair[0]["id"])
        return []


def _made(pair: DatasetPair) -> list[Document]:
    """Relationships are left out: CKAN breaks on any, for its schema takes the ids that its index asks for."""
    index = search.index_for("Package")
    collector = _Collector()
    _with_connection(type(index).index_package, collector)(
        index, {**pair[0], **_UNRELATED, "with_custom_schema": pair[1]}, True
    )
    return collector.documents


def send(documents: Sequence[Document], *, commit: bool) -> None:
    """Send documents in one request; readers find them at once with ``commit``, else after the next one.

    Raises:
        SearchIndexError: Solr did not take them.
    """
    try:
        common.make_connection().add(docs=list(documents), commit=commit and tk.config["ckan.search.solr_commit"])
    except (ckan_index.pysolr.SolrError, OSError) as error:
        raise common.SearchIndexError(f"Solr did not take {len(documents)} documents: {str(error)[:500]}") from error


def _with_connection(function: FunctionType, collector: _Collector) -> FunctionType:
    """CKAN's own function with another connection; nothing of CKAN is changed by that."""
    names = {**function.__globals__, "make_connection": lambda: collector}
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
