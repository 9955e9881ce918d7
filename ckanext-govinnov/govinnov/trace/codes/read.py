"""Text → readings: every family is asked, and none that answers is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from govinnov.trace.codes import egg, foreign, gs1, numbers, old, written
from govinnov.trace.codes.cleaning import LONGEST, cleaned, is_written, trimmed
from govinnov.trace.codes.model import Answer, Reading
from govinnov.trace.findings import Finding, finding
from govinnov.trace.findings.shown import printable

#: In the order of the reference page.
FAMILIES: tuple[Callable[[str, date], Iterator[Reading | Finding]], ...] = (
    egg.read,
    egg.read_farm,
    numbers.read,
    numbers.read_bundle,
    old.read,
)


def read_code(text: str, on: date) -> Answer:
    """Read what somebody typed.

    Args:
        text: A mark, a number, a bundle, or a GS1 identifier, in any spelling.
        on: The day of the look-up, or the record's own: it gives the year to codes that have none.

    Returns:
        All readings, those that needed no repair first. Without one, at least one finding says what is wrong.
    """
    if len(text) > LONGEST:
        return Answer(printable(text[:LONGEST]), findings=(finding("code-too-long", limit=LONGEST),))
    text = trimmed(text)
    read = [*written.read(text), *gs1.read(text)] if is_written(text) else _typed(cleaned(text), on)
    readings = tuple(sorted((one for one in read if isinstance(one, Reading)), key=lambda one: len(one.repairs) > 0))
    findings = tuple(one for one in read if isinstance(one, Finding))
    return Answer(printable(text), readings, findings or (() if readings else (_unknown(text),)))


def _typed(text: str, on: date) -> list[Reading | Finding]:
    found = [one for family in FAMILIES for one in family(text, on)]
    return [*found, *foreign.recognised(text)]


def _unknown(text: str) -> Finding:
    signs = cleaned(text)
    return finding("code-unknown", value=text, length=len(signs)) if signs else finding("code-empty")
