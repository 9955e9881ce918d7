"""Plans a query of plain Korean words for Solr."""

from __future__ import annotations

from typing import Any


def plan(search_params: dict[str, Any]) -> dict[str, Any]:
    """Leave the query as CKAN made it."""
    return search_params
