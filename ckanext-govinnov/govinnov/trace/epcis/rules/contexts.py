"""The context of a document: never fetched, so it must be one of GS1's or stand in the document itself."""

from __future__ import annotations

import re
from typing import Any

from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.values import is_uri

#: Where GS1 publishes the context of EPCIS 2.0, whole and simple.
_GS1 = re.compile(
    r"https?://(?:ref\.gs1\.org/standards/epcis/(?:2\.0\.\d+/)?epcis-context\.jsonld"
    r"|gs1\.github\.io/EPCIS/epcis-context(?:-simple)?\.jsonld)"
)


def context(value: Any, place: Place, report: Report) -> None:
    """A URL, an object, or a list of these."""
    many = value if isinstance(value, list) else [value]
    if not all(isinstance(one, dict) or (isinstance(one, str) and is_uri(one)) for one in many) or _repeats(many):
        report.add("context-invalid", place, value)
        return
    for one in many:
        if isinstance(one, str) and not _GS1.fullmatch(one):
            report.add("context-not-known", place, one)


def _repeats(many: list[Any]) -> bool:
    return any(one in many[:number] for number, one in enumerate(many[:50]))
