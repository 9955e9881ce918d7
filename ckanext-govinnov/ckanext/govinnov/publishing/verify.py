"""Compares the index with the database in both directions, and mends what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib import plugins as lib_plugins
from ckan.lib.search import common

from ckanext.govinnov.publishing import documents, indexing, loaded
from ckanext.govinnov.publishing import outbox as outboxes
from ckanext.govinnov.publishing.model import metadata_certificate, outbox

#: Solr keeps thousandths of a second: two times are one when they agree so far.
_SIGNS = len("2026-01-01T00:00:00.00")
_PAGE = 2_000
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """What both sides can say of a dataset: when its metadata changed, and who may see it."""

    modified: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Ids of datasets whose document differs from the database, by kind.

    Args:
        missing: Active in the database, not in the index.
        ghost: In the index, but not in the database, deleted there, or with words that were revoked.
        stale: The document is of another time than the dataset.
        mislabelled: The document says of others than the dataset that they may see it.
    """

    missing: tuple[str, ...] = ()
    ghost: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    mislabelled: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {kind: len(getattr(self, kind)) for kind in ("missing", "ghost", "stale", "mislabelled")}

    def only(self, ids: set[str]) -> Differences:
        """The same differences, of some datasets alone."""
        kinds = (self.missing, self.ghost, self.stale, self.mislabelled)
        return Differences(*(tuple(one for one in kind if one in ids) for kind in kinds))

    def ids(self) -> set[str]:
        """Every dataset with a difference."""
        return {*self.missing, *self.ghost, *self.stale, *self.mislabelled}


def compare() -> Differences:
    """Look at every dataset and every document.

    Writes go on meanwhile, so what differs is looked at a second time, and what the outbox still orders is no
    difference.
    """
    first = _differences(_documents(), dict(_datasets()))
    if not first.ids():
        return first
    ckan_model.Session.remove()
    again = _differences(_documents(), dict(_datasets()))
    return again.only(first.ids() & again.ids() - _ordered())


def mend(found: Differences) -> None:
    """Write documents anew and take ghosts out."""
    index([*found.missing, *found.stale, *found.mislabelled])
    remove(found.ghost)


def index(package_ids: Sequence[str]) -> None:
    """Write documents of datasets, many in one request; readers find each batch at once.

    A dataset that changed meanwhile is ordered anew: its document may hold what was just taken back.
    """
    for ids in _batches(list(dict.fromkeys(package_ids))):
        pairs = list(loaded.pairs(ids))
        ckan_model.Session.remove()
        if pairs:
            documents.send([document for pair in pairs for document in documents.of(pair)], commit=True)
            outboxes.put_many(outboxes.INDEX, sorted(indexing.outdated(pairs)))
            ckan_model.Session.commit()
        ckan_model.Session.remove()


def remove(package_ids: Sequence[str]) -> None:
    """Take documents of this site out of the index."""
    solr = common.make_connection()
    for ids in _batches(package_ids):
        named = " OR ".join(f'"{one}"' for one in ids)
        solr.delete(q=f"{_ours()} +id:({named})", commit=True)


def indexable() -> list[str]:
    """Ids of all datasets that belong into the index."""
    return sorted(package_id for package_id, seen in _datasets() if seen is not None)


def _differences(documents_: Mapping[str, Seen], datasets: Mapping[str, Seen | None]) -> Differences:
    wanted = {package_id: seen for package_id, seen in datasets.items() if seen is not None}
    both = [(one, wanted[one], documents_[one]) for one in sorted(wanted.keys() & documents_.keys())]
    return Differences(
        missing=tuple(sorted(wanted.keys() - documents_.keys())),
        ghost=tuple(sorted(documents_.keys() - wanted.keys())),
        stale=tuple(one for one, dataset, document in both if dataset.modified != document.modified),
        mislabelled=tuple(one for one, dataset, document in both if dataset.labels != document.labels),
    )


def _documents() -> dict[str, Seen]:
    """Every document of this site."""
    labels = _labels()
    return {
        document["id"]: Seen(_instant(document["metadata_modified"]), tuple(sorted(labels[document["id"]])))
        for document in _pages("id,metadata_modified")
    }


def _instant(told: str) -> str:
    """A time as the database writes it: Solr leaves out the zeros at its end."""
    whole, _, fraction = told.removesuffix("Z").partition(".")
    return f"{whole}.{fraction:0<2}"[:_SIGNS]


def _labels() -> Mapping[str, Sequence[str]]:
    """Labels by dataset. The index does not store them, but says which there are, and finds by each."""
    facets = {"facet": "true", "facet.field": "permission_labels", "facet.limit": -1, "facet.mincount": 1}
    told = common.make_connection().search("*:*", fq=_ours(), rows=0, **facets).facets
    found: defaultdict[str, list[str]] = defaultdict(list)
    for label in told["facet_fields"]["permission_labels"][::2]:
        for document in _pages("id", f'+permission_labels:"{label}"'):
            found[document["id"]].append(label)
    return found


def _pages(fields: str, narrower: str = "") -> Iterator[Mapping[str, Any]]:
    """Documents of this site, read page by page."""
    solr, mark = common.make_connection(decode_dates=False), "*"
    while True:
        asked = {"fq": f"{_ours()} {narrower}", "fl": fields, "sort": "index_id asc", "rows": _PAGE}
        answer = solr.search("*:*", cursorMark=mark, **asked)
        yield from answer.docs
        if answer.nextCursorMark == mark:
            return
        mark = answer.nextCursorMark


def _datasets() -> Iterator[tuple[str, Seen | None]]:
    """Every dataset with what its document should say; None for one that belongs into no index."""
    package, labels = ckan_model.Package, lib_plugins.get_permission_labels()
    revoked = set(
        ckan_model.Session.scalars(
            sa.select(metadata_certificate.c.package_id).where(metadata_certificate.c.revoked_at.is_not(None))
        )
    )
    for dataset in ckan_model.Session.scalars(sa.select(package).execution_options(yield_per=_PAGE)):
        if dataset.state == "deleted" or dataset.id in revoked:
            yield dataset.id, None
            continue
        modified = dataset.metadata_modified.isoformat(timespec="microseconds")[:_SIGNS]
        yield dataset.id, Seen(modified, tuple(sorted(labels.get_dataset_labels(dataset))))


def _ordered() -> set[str]:
    """Datasets whose index update waits in the outbox: the worker does it."""
    return set(ckan_model.Session.scalars(sa.select(outbox.c.key).where(outbox.c.kind == "index")))


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))


def _ours() -> str:
    """The documents of this site's datasets, in Solr's words."""
    return f'+site_id:"{tk.config["ckan.site_id"]}" +entity_type:package'
