"""Bring a text into the plain form the detectors read: ASCII digits and signs, nothing invisible."""

from __future__ import annotations

import unicodedata

#: Signs that look like a hyphen and that NFKC leaves alone (the last is the Hangul vowel EU, typed as a dash).
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘ㅡᅳ"), "-")


#: Every sign that ``plain`` folds, as a Rust regular expression: digits, dashes, spaces, signs nobody sees.
FOREIGN_SIGNS = r"[[\p{N}\p{Pd}\p{Cf}\p{Zs}\u{2212}ㅡᅳ\u{FF01}-\u{FF5E}]&&[^ -~]]"


def plain(text: str) -> str:
    """Fold full-width and other decimal digits, dashes and spaces to ASCII; drop invisible format characters."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(_plain_sign(sign) for sign in folded)


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return {"Cf": "", "Zs": " ", "Pd": "-"}.get(kind, sign)
