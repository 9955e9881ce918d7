"""What authorities say of lots and farms: inspections and certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.trace.codes.cleaning import cleaned
from govinnov.trace.feeds.told import Told, WrongRecordError
from govinnov.trace.findings import finding
from govinnov.trace.recall.official import Certification, Inspection, Verdict

_SIGNS = re.compile(r"[A-Z0-9]{5}", re.ASCII)
#: Words of tables for a verdict.
_VERDICTS: dict[str, Verdict] = {
    "적합": "pass",
    "합격": "pass",
    "pass": "pass",
    "부적합": "fail",
    "불합격": "fail",
    "fail": "fail",
}


def inspection(told: Told) -> Iterator[Inspection]:
    """A lot was inspected, or a farm."""
    day, farm = told.day("inspected_on"), _farm(told)
    lot = told.lot("code", day, told.maybe_day("laid_on")) if "code" in told.row else ""
    if not farm and not lot:
        raise WrongRecordError(finding("record-field-missing", "code", field="code"))
    amounts = told.number("value"), told.number("limit"), told.row.get("unit", "")
    yield Inspection(day, told.text("item"), _verdict(told), *amounts, farm, lot)


def certificate(told: Told) -> Iterator[Certification]:
    """A farm was certified."""
    farm, first, last = _farm(told), told.day("first"), told.until("last")
    if not farm:
        raise WrongRecordError(finding("record-field-missing", "farm_code", field="farm_code"))
    if last and last < first:
        raise WrongRecordError(finding("certificate-ends-first", "last"))
    yield Certification(farm, told.text("kind"), first, last)


def _farm(told: Told) -> str:
    """A farm by the five signs of its marks, or else by its number."""
    if "farm_code" not in told.row:
        return told.party("farm")
    signs = cleaned(told.row["farm_code"])
    if not _SIGNS.fullmatch(signs):
        raise WrongRecordError(finding("record-code-wrong", "farm_code", field="farm_code"))
    return signs


def _verdict(told: Told) -> Verdict:
    found = _VERDICTS.get(told.text("verdict").casefold())
    if found is None:
        raise WrongRecordError(finding("record-verdict-unknown", "verdict"))
    return found
