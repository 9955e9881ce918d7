"""Codes that a feed's own records prove: they are no personal numbers, whatever their digits look like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from govinnov.trace.feeds.kinds import CODES_OF
from govinnov.trace.feeds.laying import Laid
from govinnov.trace.feeds.recognising import decoded

#: Only codes of digits alone look like other numbers. A mark says its laying day and a housing.
_DIGITS = re.compile(r"\d{9}[1-4]|[235]\d{11}", re.ASCII)
_MARK = 10
FAMILY = "trace"


def codes_of(table: Laid) -> Mapping[str, frozenset[str]]:
    """Known codes by family: numbers of poultry, and marks whose first four digits are the record's own laying day.

    A telephone number planted among them is no code: it has other digits, or the record's day contradicts it.
    """
    return {FAMILY: frozenset(_proven(table))}


def _proven(table: Laid) -> Iterator[str]:
    fields = [table.kind.field(label) for label in table.labels]
    codes = [place for place, one in enumerate(fields) if one and one.descriptor.get(CODES_OF) == FAMILY]
    days = [place for place, one in enumerate(fields) if one and one.name == "laid_on"]
    for cells in _rows(table):
        laid = {re.sub(r"\D", "", cells[place])[4:8] for place in days if place < len(cells)}
        for place in codes:
            text = cells[place].strip() if place < len(cells) else ""
            if _DIGITS.fullmatch(text) and (len(text) != _MARK or text[:4] in laid):
                yield text


def _rows(table: Laid) -> Iterator[list[str]]:
    """The records after the header, as far as they can be read: the gate says what is wrong with the others."""
    text = decoded(table.path.read_bytes())
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter)
    try:
        next(lines, None)
        yield from lines
    except csv.Error:
        return
