"""Tell text that does not look Korean once read as CP949: foreign bytes often decode without error."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding

SAMPLE = 4 << 20
#: Fewer rare signs, or switches, than these are the author's own.
RARE_LEAST, SWITCH_LEAST = 2, 3
RARE_SHARE, SWITCH_SHARE = 0.3, 0.05
HANGUL = (0xAC00, 0xD7A3)
HANJA = (0x4E00, 0x9FFF)
#: Kana, compatibility jamo, Cyrillic, box drawing: legal in CP949, hardly ever a quarter of a Korean text.
STRANGE = ((0x3041, 0x30FF), (0x3131, 0x318E), (0x0401, 0x0451), (0x2500, 0x257F))

Codes = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]


def unlikely(path: Path) -> tuple[Finding, ...]:
    """A finding when the first 4 MiB hold many rare characters, or Hangul and Hanja alternate as in misread Chinese."""
    with path.open("rb") as stream:
        text = stream.read(SAMPLE).decode("utf-8", "ignore")
    codes: Codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    share = max(_rare_share(codes), _switch_share(codes))
    if not share:
        return ()
    return (finding("text-unlikely", value=_example(text), share=share),)


def _rare_share(codes: Codes) -> float:
    letters = codes[codes > 0x7F]
    rare = int(_rare(letters).sum())
    share = rare / len(letters) if rare >= RARE_LEAST else 0.0
    return share if share > RARE_SHARE else 0.0


def _rare(letters: Codes) -> Mask:
    rare = _within(letters, HANGUL) & ~_common()[np.clip(letters.astype(np.int64) - HANGUL[0], 0, len(_common()) - 1)]
    for block in STRANGE:
        rare |= _within(letters, block)
    return rare


def _switch_share(codes: Codes) -> float:
    hangul, hanja = _within(codes, HANGUL), _within(codes, HANJA)
    # 金씨 and 대한(大韓) are Korean; a sign of the one between two of the other is what misread Chinese is made of.
    between = (hangul[:-2] & hanja[1:-1] & hangul[2:]) | (hanja[:-2] & hangul[1:-1] & hanja[2:])
    switches = int(between.sum())
    letters = int(hangul.sum() + hanja.sum())
    share = switches / letters if switches >= SWITCH_LEAST else 0.0
    return share if share > SWITCH_SHARE else 0.0


def _within(codes: Codes, block: tuple[int, int]) -> Mask:
    return (codes >= block[0]) & (codes <= block[1])


@functools.cache
def _common() -> Mask:
    """Which of the 11,172 syllables are among the 2,350 of KS X 1001, the ones Korean is written with."""
    syllables = (chr(code) for code in range(HANGUL[0], HANGUL[1] + 1))
    return np.array([bool(syllable.encode("euc_kr", "ignore").__len__() == 2) for syllable in syllables])


def _example(text: str) -> str:
    start = next((at for at, char in enumerate(text) if ord(char) > 0x7F), 0)
    return text[start : start + 20].split("\n", maxsplit=1)[0]
