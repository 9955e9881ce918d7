"""Other steps quote cells in their findings: personal ones are masked there too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_CELLS, of_plain
from govinnov.gate.screen.law import is_personal
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.sieve import Sieve

Quoted = tuple[str, str]


def mask(findings: Iterable[Finding], *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """The same findings; a quoted cell that the screen takes for personal is shown as the screen shows it."""
    listed = tuple(findings)
    quoted: defaultdict[str, list[str]] = defaultdict(list)
    for label, value in dict.fromkeys((found.field or "", found.value) for found in listed if found.value):
        quoted[label].append(value)
    masks = {key: shown for label, values in quoted.items() for key, shown in _masks(label, values, settings)}
    return tuple(_masked(found, masks.get((found.field or "", found.value or ""))) for found in listed)


def _masks(label: str, values: list[str], settings: ScreenSettings) -> Iterable[tuple[Quoted, str]]:
    sieve = Sieve(Column(label), of_plain(settings), OF_CELLS, settings)
    for place, hit in sieve.hits(values):
        if is_personal(hit.code):
            yield (label, values[place]), hit.masked


def _masked(found: Finding, shown: str | None) -> Finding:
    if shown is None or found.value is None:
        return found
    return replace(
        found,
        value=shown,
        fix=None,
        message_ko=found.message_ko.replace(found.value, shown),
        message_en=found.message_en.replace(found.value, shown),
    )
