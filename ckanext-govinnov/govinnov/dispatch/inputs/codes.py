"""From when to when codes of districts are valid: they end when districts merge, move or are renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs.governments import Government
from govinnov.dispatch.inputs.source import Source

_DISTRICT_DIGITS = 5
_Validity = tuple[str, str]


def read_codes(sources: Iterable[Source]) -> dict[str, _Validity]:
    """Code of a 시군구 → its first day and the day it ended (ISO; empty: not said, or still valid)."""
    found: dict[str, _Validity] = {}
    for source in sources:
        for _, row in source.rows():
            if row["district"] and not row["area"]:
                found[row["code"][:_DISTRICT_DIGITS]] = (row["begin"], row["end"])
    return found


def not_valid(governments: Iterable[Government], codes: dict[str, _Validity], day: str) -> Iterator[Finding]:
    """Codes of governments' districts that began later than a day (ISO), or had ended by it."""
    for one in governments:
        for code in one.districts:
            begin, end = codes.get(code, ("", ""))
            if begin > day or (end and end <= day):
                yield Finding("code-ended", *one.at)
