"""The fields that Korean search adds to a dataset's Solr document."""

from __future__ import annotations

from typing import Any


def fields(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """Fields of the index for one dataset, from its Solr document."""
    return {"title_ko": (pkg_dict.get("title") or "").replace("_", " ")}
