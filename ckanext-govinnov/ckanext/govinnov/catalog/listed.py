"""Public datasets that stand in the portal's list, with what we serve of them: one SQL query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing.model import certificate, submission, version

#: The extra in which a dataset carries its key in the national portal's list.
LIST_KEY = "portal_list_key"


@dataclass(frozen=True, slots=True)
class Listed:
    """A public dataset. ``state`` is ``open``, ``held`` or ``listed``; ``modified`` is its source's date as text."""

    list_key: str
    name: str
    title: str
    state: str
    modified: str | None


def listed(list_keys: Iterable[str]) -> dict[str, Listed]:
    """Public datasets by list key."""
    package = ckan_model.Package
    key = package.extras[LIST_KEY].astext
    statement = sa.select(
        key.label("list_key"),
        package.name,
        package.title,
        package.extras["source_modified"].astext.label("modified"),
        _is_served(package).label("served"),
        _is_held(package).label("held"),
    ).where(package.state == "active", package.private.is_(False), key.in_(list(list_keys)))
    return {row.list_key: _from(row) for row in ckan_model.Session.execute(statement)}


def _is_served(package: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        version.c.package_id == package.id,
        version.c.is_current,
        certificate.c.version_id == version.c.id,
        certificate.c.revoked_at.is_(None),
    )


def _is_held(package: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(submission.c.package_id == package.id, submission.c.state == "quarantined")


def _from(row: Any) -> Listed:
    state = "open" if row.served else "held" if row.held else "listed"
    return Listed(row.list_key, row.name, row.title or row.name, state, row.modified)
