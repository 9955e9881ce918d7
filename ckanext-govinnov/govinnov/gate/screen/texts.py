"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_TEXTS, of_plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.sieve import Sieve
from govinnov.gate.screen.tally import Tally


def screen_texts(texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given.
    """
    return tuple(found for key, text in texts.items() for found in _screen_text(Column(key), text, settings))


def _screen_text(column: Column, text: str, settings: ScreenSettings) -> Iterator[Finding]:
    tally = Tally((column,), settings.listed_per_code)
    for _, hit in Sieve(column, of_plain(settings), OF_TEXTS, settings).hits([text]):
        tally.add(0, 0, hit)
    return tally.findings(with_rows=False)
