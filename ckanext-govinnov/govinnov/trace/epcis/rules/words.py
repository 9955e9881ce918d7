"""Words of CBV 2.0: bare in JSON-LD, an IRI or URN in XML; anybody's own as a URI."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.values import TEXT, Check, is_uri
from govinnov.trace.epcis.vocabulary import MEASUREMENT, OLD_CBV, Vocabulary

_GS1_TERM = re.compile(r"https?://(?:www\.)?gs1\.org/voc/")
_CBV_TERM = re.compile(r"(?:https?://(?:ref|ns|www)\.gs1\.org/cbv/|cbv:)")
_OLD_TERM = re.compile(r"urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/")


def word(vocabulary: Vocabulary) -> Check:
    """A word of one vocabulary, or a URI of somebody's own."""

    def check(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, str):
            report.wrong(place, value, TEXT)
        elif value not in vocabulary.words:
            _uncommon(vocabulary, value, place, report)

    return check


def _uncommon(vocabulary: Vocabulary, value: str, place: Place, report: Report) -> None:
    known = vocabulary.word(value)
    if not is_uri(value):
        report.add("word-unknown", place, value, _near(value, vocabulary))
    elif report.bare and _OLD_TERM.match(value):
        report.add("word-as-cbv-uri", place, value, known if known != value else None)
    elif known == value and (_CBV_TERM.match(value) or value.startswith(OLD_CBV)):
        report.add("word-not-in-cbv", place, value)


def measurement(value: Any, place: Place, report: Report) -> None:
    """What a sensor measured; GS1's list grows, so an unknown word is a warning."""
    if not isinstance(value, str):
        report.wrong(place, value, TEXT)
    elif report.bare and _GS1_TERM.match(value):
        report.add("word-as-cbv-uri", place, value, _GS1_TERM.sub("", value))
    elif MEASUREMENT.word(value) not in MEASUREMENT.words and not is_uri(value):
        report.add("measurement-unknown", place, value, _near(value, MEASUREMENT))


def _near(value: str, vocabulary: Vocabulary) -> str | None:
    """The word that was probably meant."""
    plain = re.sub(r"[\s-]+", "_", value[:40])
    by_lower = {one.lower(): one for one in vocabulary.words}
    near = get_close_matches(plain.lower(), by_lower, n=1, cutoff=0.8)
    return by_lower[near[0]] if near else None
