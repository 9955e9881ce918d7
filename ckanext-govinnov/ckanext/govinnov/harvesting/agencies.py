"""Agencies as CKAN organizations, found or made by their Korean name."""

from __future__ import annotations

import hashlib
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

UNKNOWN = "제공기관 미상"


class Agencies:
    """Remembers the organization of each agency for the length of one job."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._context = context
        self._ids: dict[str, str] = {}

    def id_of(self, title: str | None) -> str:
        """The organization's id; a new agency gets one, named after a hash of its Korean name."""
        title = (title or UNKNOWN).strip()
        if title not in self._ids:
            self._ids[title] = self._find(title) or self._find_or_make(title)
        return self._ids[title]

    def _find_or_make(self, title: str) -> str:
        """Two workers may meet a new agency at once: the second waits for the first's commit, and finds it."""
        name = "agency-" + hashlib.sha256(title.encode()).hexdigest()[:12]
        ckan_model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(name))))
        found = self._find(title) or self._make(name, title)
        ckan_model.Session.commit()
        return found

    def _find(self, title: str) -> str | None:
        group = ckan_model.Group
        query = ckan_model.Session.query(group.id).filter(
            group.title == title, group.is_organization.is_(True), group.state == "active"
        )
        return query.limit(1).scalar()

    def _make(self, name: str, title: str) -> str:
        made = tk.get_action("organization_create")(dict(self._context), {"name": name, "title": title})
        return str(made["id"])
