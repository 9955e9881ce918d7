"""Where stewards of the trace begin: what waits, and the sheet of a farm."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.trace_desk import entering, outbreaks, recalls, wished
from govinnov.trace.store import checking, deciding

pages = entering.pages("govinnov_trace_desk")
#: Conflicts that are counted one by one.
_MOST = 99


@pages.route("", strict_slashes=False)
def start() -> str:
    """What waits, and the shortest way to a sheet."""
    return tk.render("steward/trace_start.html", {"wish": wished.of({}), "most": _MOST, **_waiting()})


def _waiting() -> dict[str, Any]:
    """How much of each kind waits for a steward."""
    states = Counter(one.state for one in recalls.listed())
    told = Counter(one.state for one in outbreaks.announced())
    with entering.store() as db:
        found = {
            "conflicts": len(deciding.conflicts(db, _MOST + 1)),
            "findings": sum(checking.counts(db, "code").values()),
            "run": checking.last_run(db),
        }
    return found | {"open": states["open"], "drafts": states["draft"], "outbreaks": told["open"]}


blueprints = [pages]
