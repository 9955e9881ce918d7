"""Refuses rows that somebody wrote into the DataStore under a resource while it was private."""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins as p

from ckanext.govinnov.publishing import refusal, tables


def refuse(resource_ids: Sequence[str]) -> None:
    """Refuse when a table in the DataStore stands behind one of these resources that no certified version brought.

    Raises:
        ValidationError: At the positions of those resources.
    """
    if not resource_ids or not p.plugin_loaded("datastore"):
        return
    found = tables.unchecked(list(resource_ids))
    if found:
        raise refusal.rows_unchecked([resource_ids.index(item) for item in found], len(resource_ids))
