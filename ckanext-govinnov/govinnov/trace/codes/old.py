"""Marks from before 2018: a province's number with a farm's name or initials. Only who registered one knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govinnov.trace.codes.model import Reading, own
from govinnov.trace.findings import Finding

OLD = re.compile(r"(?:0[1-9]|1[0-7])(?:[A-Z]{2,8}|[가-힣]{2,10}|\d{3})", re.ASCII)


def read(text: str, on: date) -> Iterator[Reading | Finding]:
    """A mark that has to be an exact alias."""
    if OLD.fullmatch(text):
        code, uri = own("old", text)
        yield Reading("old", code, uri, needs="alias", insides=({"province": text[:2], "name": text[2:]},))
