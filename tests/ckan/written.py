"""What stands of datasets in the database and in the index, with what chance and the clock put there replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckan.plugins import toolkit

#: Every table that a write of a dataset touches, with the column that names the dataset.
TABLES = {
    "package": "id",
    "resource": "package_id",
    "package_tag": "package_id",
    "member": "table_id",
    "activity": "object_id",
    "govinnov_metadata_certificate": "package_id",
    "package_relationship": "subject_package_id",
}
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.]*(?:Z|\+00:00)?")


def purge(ids: Sequence[str]) -> None:
    """Take datasets away without a trace."""
    for package_id in filter(model.Package.get, ids):
        toolkit.get_action("dataset_purge")({"ignore_auth": True, "user": ""}, {"id": package_id})
    model.Session.execute(sa.text("DELETE FROM activity WHERE object_id = ANY(:ids)"), {"ids": list(ids)})
    model.Session.commit()
    model.Session.remove()


def rows_of(ids: Sequence[str]) -> dict[str, list[str]]:
    """Every row of the datasets, with what chance and the clock put into them replaced."""
    found = {}
    for table, column in TABLES.items():
        rows = model.Session.scalars(
            sa.text(f"SELECT to_jsonb(t) - 'xact' FROM {table} t WHERE {column} = ANY(:ids)"), {"ids": list(ids)}
        )
        found[table] = sorted(_plain(json.dumps(_unordered(row), ensure_ascii=False), ids) for row in rows)
    return found


def _unordered(row: dict[str, Any]) -> dict[str, Any]:
    """A row in which the extras that an activity quotes stand by their keys: the database keeps no order of them."""
    if "activity_type" not in row:
        return row
    data = json.loads(row["data"])
    data["package"]["extras"].sort(key=lambda extra: str(extra["key"]))
    return row | {"data": data}


def documents_of(ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """The Solr document of each dataset, field by field."""
    solr = search.make_connection(decode_dates=False)
    found = {}
    for package_id in ids:
        documents = solr.search(f'id:"{package_id}"', fl="*", rows=2).docs
        assert len(documents) <= 1
        fields = {**documents[0], "labels": _labels(solr, package_id)} if documents else {}
        found[package_id] = {
            key: _plain(str(value), ids) for key, value in fields.items() if key not in ("_version_", "indexed_ts")
        }
    return found


def _labels(solr: Any, package_id: str) -> list[Any]:
    """Who may see a document; the index does not store it."""
    told = solr.search(f'id:"{package_id}"', rows=0, facet="true", **{"facet.field": "permission_labels"})
    return [label for label in told.facets["facet_fields"]["permission_labels"][::2] if label][:1]


def _plain(text: str, ids: Sequence[str]) -> str:
    named = {one: f"dataset {at}" for at, one in enumerate(ids)}
    return _TIME.sub("time", _UUID.sub(lambda found: named.get(found.group(), "id"), text))
