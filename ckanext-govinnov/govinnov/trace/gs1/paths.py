"""Paths of Digital Links, from the parts of an EPC URN: company prefix, reference, and what follows."""

from __future__ import annotations

from collections.abc import Callable

from govinnov.trace.gs1.digits import check_digit

#: Makes the path of prefix, reference and the rest.
Maker = Callable[[str, str, tuple[str, ...]], str]

#: What a link must escape and a URN need not.
_ESCAPED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "!()*+,:"})


def _plain(prefix: str, reference: str) -> str:
    """A key and its check digit."""
    return prefix + reference + check_digit(prefix + reference)


def _indicated(prefix: str, reference: str) -> str:
    """A key whose first digit was moved behind the prefix, and its check digit."""
    return _plain(reference[0] + prefix, reference[1:])


def key(ai: str, *, indicated: bool = False, zero: str = "", behind: str = "") -> Maker:
    """Makes ``ai/key`` and, where ``behind`` names a qualifier, ``/behind/serial``, else the serial at once."""
    number = _indicated if indicated else _plain

    def link(prefix: str, reference: str, rest: tuple[str, ...]) -> str:
        serial = "".join(rest).translate(_ESCAPED)
        return f"{ai}/{number(zero + prefix, reference)}" + (f"/{behind}/{serial}" if behind else serial)

    return link


def location(prefix: str, reference: str, rest: tuple[str, ...]) -> str:
    """A place; the extension 0 means the place itself."""
    path = f"414/{_plain(prefix, reference)}"
    return path if rest == ("0",) else f"{path}/254/{rest[0].translate(_ESCAPED)}"


def text(ai: str, behind: str = "") -> Maker:
    """Makes ``ai/prefix+reference`` without a check digit."""

    def link(prefix: str, reference: str, rest: tuple[str, ...]) -> str:
        path = f"{ai}/{(prefix + reference).translate(_ESCAPED)}"
        return f"{path}/{behind}/{rest[0]}" if rest else path

    return link


def pieces(prefix: str, reference: str, rest: tuple[str, ...]) -> str:
    """A piece of a trade item: which of how many, and a serial."""
    path = f"8006/{_indicated(prefix, reference)}{rest[0]}{rest[1]}"
    return f"{path}/21/{rest[2].translate(_ESCAPED)}" if len(rest) > 2 else path
