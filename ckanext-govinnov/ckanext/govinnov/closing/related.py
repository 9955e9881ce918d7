"""Relationships between datasets, without those whose other end the public could not open.

CKAN quotes the ids and names of related datasets wherever it reads a dataset, also of private ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

_LISTS = ("relationships_as_subject", "relationships_as_object")
_ENDS = ("subject_package_id", "object_package_id", "subject", "object")


def close(package: dict[str, Any]) -> None:
    """Take relationships with datasets that are not public out of a dataset as it is read."""
    related = [one for key in _LISTS for one in package.get(key) or ()]
    if related:
        shown = public(end for one in related for end in _ends(one)) | {package.get("id"), package.get("name")}
        for key in _LISTS:
            package[key] = [one for one in package.get(key) or () if shown.issuperset(_ends(one))]


def _ends(relationship: Mapping[str, Any]) -> set[Any]:
    """Ids and names of both ends; CKAN's schema puts the ids among the keys that it does not know."""
    said = {**(relationship.get("__extras") or {}), **relationship}
    return {said[key] for key in _ENDS if said.get(key)}


def public(ids_and_names: Iterable[Any]) -> set[Any]:
    """Which of these are ids or names of public datasets."""
    asked, package = list(set(ids_and_names)), ckan_model.Package
    statement = sa.select(package.id, package.name).where(
        package.id.in_(asked) | package.name.in_(asked), package.state == "active", package.private.is_(False)
    )
    return {word for row in ckan_model.Session.execute(statement) for word in row}
