"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_TEXTS, heeds, of_plain
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.plain import plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.tally import Tally


def screen_texts(texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given.
    """
    return tuple(found for key, text in texts.items() for found in _screen_text(key, text, settings))


def _screen_text(key: str, text: str, settings: ScreenSettings) -> Iterator[Finding]:
    column = Column(key)
    tally = Tally((column,), settings.listed_per_code)
    for hit in {hit.code: hit for hit in reversed(_hits(text, column, settings))}.values():
        tally.add(0, 0, hit)
    return tally.findings(with_rows=False)


def _hits(text: str, column: Column, settings: ScreenSettings) -> list[Hit]:
    read = plain(text)
    of_plain_now = (detector for detector in of_plain(settings) if heeds(detector, column))
    of_read = [hit for detector in of_plain_now for hit in detector.find(read, column, settings)]
    return of_read + [hit for detector in OF_TEXTS for hit in detector.find(text, column, settings)]
