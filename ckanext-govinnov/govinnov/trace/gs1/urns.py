"""EPC URNs → GS1 Digital Links.

Source: GS1 EPC Tag Data Standard (the schemes), GS1 Digital Link: URI Syntax 1.2, section 4.11 (the links).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from govinnov.trace.gs1 import paths
from govinnov.trace.gs1.paths import Maker

HOST = "https://id.gs1.org/"
#: A sign of a serial number: plain, or escaped.
SIGN = (
    "(?:%2[125-9A-Fa-f]|%3[0-9A-Fa-f]|%4[1-9A-Fa-f]|%5[0-9AFaf]|%6[1-9A-Fa-f]|%7[0-9Aa]"
    r"|[!'()*+,.0-9:;=A-Za-z_-])"
)
_COMPONENT = "(?:%2[3dfDF]|%3[0-9]|%4[1-9A-Fa-f]|%5[0-9Aa]|[0-9A-Z-])"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of EPC URN: company prefix, reference, and what follows them.

    ``digits`` is the length of prefix and reference together, None where the reference is a text. ``tail`` is the
    pattern of what follows, and ``link`` makes the path of the link of these parts.
    """

    digits: int | None
    tail: str
    link: Maker
    reference: str = r"\d*"

    def parse(self, body: str) -> str | None:
        """The path of the link for what stands behind the scheme's name; None where that is malformed."""
        found = _pattern(self.reference, self.tail).fullmatch(body)
        if not found:
            return None
        prefix, reference, *rest = found.groups()
        length = len(prefix) + len(reference)
        if (length > _LONGEST) if self.digits is None else (length != self.digits):
            return None
        return self.link(prefix, reference, tuple(rest))


_LONGEST = 30


@cache
def _pattern(reference: str, tail: str) -> re.Pattern[str]:
    return re.compile(rf"(\d{{6,12}})\.({reference}){tail}", re.ASCII)


def _serial(most: int) -> str:
    return rf"\.({SIGN}{{1,{most}}})"


_ANY = r"\.\*"
_NUMBERS = r"\.(\d{1,12})"
_PIECE = r"\.(\d\d)\.(\d\d)"

SCHEMES: dict[str, Scheme] = {
    "id:sgtin": Scheme(13, _serial(20), paths.key("01", indicated=True, behind="21")),
    "id:sscc": Scheme(17, "", paths.key("00", indicated=True)),
    "id:sgln": Scheme(12, _serial(20), paths.location),
    "id:grai": Scheme(12, _serial(16), paths.key("8003", zero="0")),
    "id:giai": Scheme(None, "", paths.text("8004"), f"{SIGN}+"),
    "id:gsrn": Scheme(17, "", paths.key("8018")),
    "id:gsrnp": Scheme(17, "", paths.key("8017")),
    "id:gdti": Scheme(12, _serial(20), paths.key("253")),
    "id:cpi": Scheme(None, _NUMBERS, paths.text("8010", "8011"), f"{_COMPONENT}+"),
    "id:sgcn": Scheme(12, _NUMBERS, paths.key("255")),
    "id:ginc": Scheme(None, "", paths.text("401"), f"{SIGN}+"),
    "id:gsin": Scheme(16, "", paths.key("402")),
    "id:itip": Scheme(13, _PIECE + _serial(20), paths.pieces),
    "id:upui": Scheme(13, _serial(28), paths.key("01", indicated=True, behind="235")),
    "id:pgln": Scheme(12, "", paths.key("417")),
    "class:lgtin": Scheme(13, _serial(20), paths.key("01", indicated=True, behind="10")),
    "idpat:sgtin": Scheme(13, _ANY, paths.key("01", indicated=True)),
    "idpat:grai": Scheme(12, _ANY, paths.key("8003", zero="0")),
    "idpat:gdti": Scheme(12, _ANY, paths.key("253")),
    "idpat:sgcn": Scheme(12, _ANY, paths.key("255")),
    "idpat:cpi": Scheme(None, _ANY, paths.text("8010"), f"{_COMPONENT}+"),
    "idpat:itip": Scheme(13, _PIECE + _ANY, paths.pieces),
    "idpat:upui": Scheme(13, _ANY, paths.key("01", indicated=True)),
}


def link_of_urn(uri: str) -> str | None:
    """The canonical link of an EPC URN, class or pattern; None for anything else."""
    if not uri.startswith("urn:epc:"):
        return None
    kind, name, body = [*uri.removeprefix("urn:epc:").split(":", 2), "", ""][:3]
    scheme = SCHEMES.get(f"{kind}:{name}")
    path = scheme.parse(body) if scheme else None
    return HOST + path if path else None
