"""Bring a text into the plain form the detectors read: ASCII digits and signs, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

#: Signs beyond ASCII with which a number or a mark can be spelled and that ``plain`` folds (Rust expression).
FOREIGN_SIGNS = (
    r"[[\p{Nd}\p{No}\p{Nl}\p{Pd}\p{Cf}\p{Z}\u{85}\u{2212}ㅡᅳ\u{FFDA}"  # digits, dashes, spaces, what nobody sees
    r"․⁺⁻⁼⁽⁾₊₋₌₍₎\u{FB29}\u{FE10}-\u{FE6F}（）＊＋．／：＝＠＿～"  # small, raised and full-width signs
    r"Ａ-Ｚａ-ｚ\u{24B6}-\u{24E9}\u{1D400}-\u{1D7FF}]&&[^ -~]]"  # letters in disguise
)

#: Signs that NFKC leaves alone: digits of other scripts, dashes (the vowel EU is typed as one), spaces, format.
_LEFT = re.compile(
    r"(?P<digit>(?![0-9])\d)|(?P<dash>[‐-―−﹘ㅡᅳ])|(?P<space>(?![ \t-\r])\s)"
    "|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Fold full-width and other decimal digits, dashes and spaces to ASCII; drop invisible format characters."""
    return text if text.isascii() else _LEFT.sub(_fold, unicodedata.normalize("NFKC", text))


def _fold(sign: re.Match[str]) -> str:
    if sign["digit"]:
        return str(unicodedata.decimal(sign[0]))
    return "-" if sign["dash"] else " " if sign["space"] else ""
