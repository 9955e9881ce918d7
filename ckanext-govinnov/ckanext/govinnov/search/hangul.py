"""Hangul taken apart: initial consonants, letters, and the form in which spaces and signs do not matter."""

from __future__ import annotations

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]

_FIRST, _LAST = 0xAC00, 0xD7A3


def has_hangul(text: str) -> bool:
    """Say whether the text holds a syllable or a single letter of Hangul."""
    return any(_is_syllable(sign) or "ㄱ" <= sign <= "ㅣ" for sign in unicodedata.normalize("NFC", text))


def initials(text: str) -> str:
    """The first consonant of every syllable (``수질`` → ``ㅅㅈ``); other letters and digits as they are."""
    return "".join(_initial(sign) for sign in unicodedata.normalize("NFC", text) if sign.isalnum())


def letters(text: str) -> str:
    """Every syllable as its letters (``수질`` → ``ㅅㅜㅈㅣㄹ``); other letters and digits as they are."""
    return "".join(_letters(sign) for sign in unicodedata.normalize("NFC", text) if sign.isalnum())


def squeezed(text: str) -> str:
    """Letters and digits alone, compatible forms folded, lower case: what an exact title is compared by."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _is_syllable(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def _initial(sign: str) -> str:
    return INITIALS[(ord(sign) - _FIRST) // 588] if _is_syllable(sign) else sign.lower()


def _letters(sign: str) -> str:
    if not _is_syllable(sign):
        return sign.lower()
    index = ord(sign) - _FIRST
    return INITIALS[index // 588] + MEDIALS[index % 588 // 28] + FINALS[index % 28]
