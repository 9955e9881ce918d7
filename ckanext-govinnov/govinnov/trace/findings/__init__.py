"""Every finding code of the trace, and how a finding is made."""

from __future__ import annotations

from typing import Any

from govinnov.trace.findings import documents, events, feeds, lineage, marks, reports
from govinnov.trace.findings.model import Code, Finding
from govinnov.trace.findings.shown import shown

__all__ = ["CODES", "Code", "Finding", "finding", "shown"]

_PARTS = (documents.CODES, events.CODES, marks.CODES, lineage.CODES, feeds.CODES, reports.CODES)
CODES: dict[str, Code] = {code.name: code for codes in _PARTS for code in codes}


def finding(code: str, path: str = "", value: Any = None, fix: str | None = None, **facts: object) -> Finding:
    """Make a finding of a known code; ``facts`` fill the placeholders of its two sentences.

    Raises:
        KeyError: The code is not in the table, or a placeholder of its sentences has no fact.
    """
    kind = CODES[code]
    quoted = shown(value)
    facts = {"path": path, "value": quoted, "fix": fix, **facts}
    return Finding(code, kind.severity, path, quoted, kind.ko.format_map(facts), kind.en.format_map(facts), fix)
