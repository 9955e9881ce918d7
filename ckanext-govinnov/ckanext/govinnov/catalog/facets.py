"""By what a search can be narrowed."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import ckan.plugins.toolkit as tk


def dataset_facets(facets_dict: OrderedDict[str, Any], package_type: str) -> OrderedDict[str, Any]:
    """Our facets for datasets, in the order in which people narrow; others' facets follow."""
    ours: OrderedDict[str, Any] = OrderedDict(
        publication=tk._("State"),
        subject=tk._("Theme"),
        organization=tk._("Agency"),
        res_format=tk._("Format"),
        tags=tk._("Tag"),
    )
    known = (*ours, "groups", "license_id")
    ours.update((name, title) for name, title in facets_dict.items() if name not in known)
    return ours
