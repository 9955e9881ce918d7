"""Python's regular expressions are not Rust's: only patterns that both read alike are run vectorised."""

from __future__ import annotations

import re

#: One piece of a pattern that means the same to both (classes of digits and letters are narrowed to ASCII).
_PIECE = re.compile(
    r"""
      (?P<literal>[A-Za-z0-9가-힣 _,:;@%&=/<>'"!-])
    | (?P<escaped>\\[.\-+*?()\[\]{}|/^$\\])
    | (?P<class>\\[dw])
    | (?P<set>\[\^?(?:[A-Za-z0-9가-힣]-[A-Za-z0-9가-힣]|[A-Za-z0-9가-힣 _.,:;@%/]|\\[.\-d])+\])
    | (?P<group>\((?:\?:)?)
    | (?P<end>\)|\|)
    | (?P<any>\.)
    """,
    re.VERBOSE,
)
_REPEAT = re.compile(r"(?:[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})(?![*+?{])")
_ASCII = {r"\d": "[0-9]", r"\w": "[A-Za-z0-9_]"}


def translate(pattern: str) -> str | None:
    r"""A Rust expression that matches only what ``re.match("^pattern$")`` matches; None when that isn't certain.

    Python's ``$`` also matches before a last line feed and its ``\d`` knows more digits: both make Python accept
    more, never less, so a match here is a proof.
    """
    pieces: list[str] = []
    pattern = pattern.removeprefix("^").removesuffix("$") if not pattern.endswith("\\$") else pattern
    place = 0
    while place < len(pattern):
        piece = _PIECE.match(pattern, place)
        if not piece or (piece.group().startswith("[^") and r"\d" in piece.group()):
            return None
        pieces.append(_translated(piece))
        place = piece.end()
        repeat = _REPEAT.match(pattern, place)
        if repeat and piece.lastgroup != "group" and piece.group() != "|":
            pieces.append(repeat.group())
            place = repeat.end()
    translated = f"^(?:{''.join(pieces)})$"
    # Without a group around it ``^a|b$`` would mean ``(^a)|(b$)``: the same words, another rule.
    return None if _has_open_branch(pattern) or not _compiles(pattern) else translated


def _translated(piece: re.Match[str]) -> str:
    if piece.lastgroup == "set":
        return piece.group().replace(r"\d", "0-9")
    return _ASCII.get(piece.group(), piece.group())


def _has_open_branch(pattern: str) -> bool:
    """Whether a ``|`` stands outside every group."""
    depth = 0
    for sign in re.sub(r"\\.|\[[^\]]*\]", "", pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            return True
    return False


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
