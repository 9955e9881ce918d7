"""The gate's report as it is kept with a version or a submission."""

from __future__ import annotations

import json
from typing import Any

from govinnov import gate
from govinnov.gate.output import as_dict

#: A report with more findings keeps the first so many, and says how many there were.
KEPT = 10_000


def of(verdict: gate.Verdict) -> dict[str, Any]:
    """The verdict as JSON for PostgreSQL, without frictionless's own report: that one quotes cells unmasked."""
    described = as_dict(verdict)
    del described["report"]
    described["finding_count"] = len(described["findings"])
    described["findings"] = described["findings"][:KEPT]
    # JSONB has no NUL; the finding about it names the row.
    return json.loads(json.dumps(described).replace("\\u0000", "\\ufffd"))
