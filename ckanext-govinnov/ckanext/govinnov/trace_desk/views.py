"""Where stewards of the trace begin: what waits, and the sheet of a farm."""

from __future__ import annotations

from collections import Counter

import ckan.plugins.toolkit as tk

from ckanext.govinnov.trace_desk import entering, recalls, wished

pages = entering.pages("govinnov_trace_desk")


@pages.route("", strict_slashes=False)
def start() -> str:
    """What waits, and the shortest way to a sheet."""
    states = Counter(one.state for one in recalls.listed())
    told = {"wish": wished.of({}), "open": states["open"], "drafts": states["draft"]}
    return tk.render("steward/trace_start.html", told)


blueprints = [pages]
