"""What people type → signs that a family can read."""

from __future__ import annotations

import re
import unicodedata

#: The longest code is a Digital Link; nobody types more.
LONGEST = 2048
_DROPPED = re.compile(r"[\s.\-\u00ad\u2010-\u2015\u2212\u00b7\u318d\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_KEPT = re.compile(r"urn:|https?://|\(\d{2,4}\)|(?:egg10|hist12|bundle15|farm[56]|old|gs1)/", re.IGNORECASE)


def trimmed(text: str) -> str:
    """A text without blanks around it; brackets of an element string may have come from a Korean keyboard."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if plain.startswith("(") else text.strip()


def is_written(text: str) -> bool:
    """Whether a text is a URI, an element string or a canonical code: those are only trimmed."""
    return _KEPT.match(text) is not None


def cleaned(text: str) -> str:
    """A text in NFKC and upper case, without spaces, hyphens, dots and invisible signs."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()
