"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import DETECTORS
from govinnov.gate.screen.plain import plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings


def screen_texts(texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given.
    """
    return tuple(found for key, text in texts.items() for found in _screen_text(key, text, settings))


def _screen_text(key: str, text: str, settings: ScreenSettings) -> Iterator[Finding]:
    read = plain(text)
    hits = [hit for detector in DETECTORS for hit in detector.find(read, Column(key), settings)]
    first = {hit.code: hit for hit in reversed(hits)}
    for code in dict.fromkeys(hit.code for hit in hits):
        yield finding(code, field=key, value=first[code].masked)
