"""GS1 Digital Links of any host → the one canonical link.

Source: GS1 Digital Link: URI Syntax 1.2; CBV 2.0 on event hashes keeps the key and its finest qualifier only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from govinnov.trace.gs1.urns import HOST, SIGN, link_of_urn

#: Short names of the first version of the standard.
_NAMES = {
    "gtin": "01",
    "itip": "8006",
    "cpid": "8010",
    "gln": "414",
    "party": "417",
    "gsrnp": "8017",
    "gsrn": "8018",
    "gcn": "255",
    "sscc": "00",
    "gdti": "253",
    "ginc": "401",
    "gsin": "402",
    "grai": "8003",
    "giai": "8004",
    "cpv": "22",
    "lot": "10",
    "ser": "21",
}
_SIGN = r"[\"'\-.0-9;<=>?A-Z_a-z]"
#: The same, or one that a link escapes.
_ANY_SIGN = rf"(?:{_SIGN}|{SIGN})"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its form, and those of the qualifiers that may follow, the finest first."""

    form: str
    qualifiers: dict[str, str]
    dropped: dict[str, str] = field(default_factory=dict)


def _keys(sign: str) -> dict[str, Key]:
    """All keys, with values of such signs."""
    lot = rf"{sign}{{0,20}}"
    return {
        "00": Key(r"\d{18}", {}),
        "01": Key(r"\d{14}", {"21": lot, "10": lot, "235": rf"{sign}{{0,28}}"}, {"22": lot}),
        "253": Key(rf"\d{{13}}{sign}{{0,17}}", {}),
        "255": Key(r"\d{13}\d{0,12}", {}),
        "401": Key(rf"{sign}{{0,30}}", {}),
        "402": Key(r"\d{17}", {}),
        "414": Key(r"\d{13}", {"254": lot}),
        "417": Key(r"\d{13}", {}),
        "8003": Key(rf"\d{{14}}{sign}{{0,16}}", {}),
        "8004": Key(rf"{sign}{{0,30}}", {}),
        "8006": Key(r"\d{18}", {"21": lot, "10": lot}, {"22": lot}),
        "8010": Key(r"[#\-0-9A-Z]{0,30}", {"8011": r"\d{0,12}"}),
        "8017": Key(r"\d{18}", {}),
        "8018": Key(r"\d{18}", {}),
    }


KEYS = _keys(_SIGN)
_ESCAPED_KEYS = _keys(_ANY_SIGN)
_GTIN_LENGTHS = (8, 12, 13, 14)
#: A feed names the same places and lots again and again: links of texts up to this length are remembered.
_REMEMBERED = 200
#: Schemes of addresses and of names, which QR codes have in capitals.
_SCHEME = re.compile(r"\A(?:https?:|urn:epc:)", re.IGNORECASE)
_SCHEMES = len("urn:epc:")
#: What stands plain in links, and in another way in URNs or in other links.
_ODD = re.compile(r"%[0-9A-Fa-f]{2}|[\"<>?!()*+,:](?!//)")
_PLAIN = frozenset("'-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_KEY_BEGINS = re.compile(r"\d{4}.", re.ASCII)


def canonical_link(uri: str) -> str | None:
    """The canonical Digital Link of an EPC URN or of a Digital Link; None for any other text.

    Serials of links are taken as they stand: one with escaped signs is left alone, for hashes must agree. What it is
    the link of, `identity` says.
    """
    return _known_link(uri) if len(uri) <= _REMEMBERED else _link_of(uri)


def identity(uri: str) -> str | None:
    """The one link of an identifier, of whichever host and however its signs are escaped; None for any other text."""
    return _known_identity(uri) if len(uri) <= _REMEMBERED else _identity_of(uri)


def _identity_of(uri: str) -> str | None:
    if not uri[:_SCHEMES].islower():
        uri = _SCHEME.sub(lambda found: found[0].lower(), uri)
    link = _link_of(uri, _ESCAPED_KEYS)
    return link if link is None else _ODD.sub(_escaped, link)


def _escaped(found: re.Match[str]) -> str:
    """A sign as links have it: plain where it may stand so in a path and in a URN, else escaped in upper case."""
    sign = unquote(found[0])
    return sign if sign in _PLAIN else f"%{ord(sign):02X}"


def _link_of(uri: str, keys: Mapping[str, Key] = KEYS) -> str | None:
    if uri.startswith("urn:"):
        return link_of_urn(uri)
    if not uri.startswith(("http://", "https://")):
        return None
    path = uri.split("?", 1)[0].split("://", 1)[1]
    steps = path.split("/")[1:]
    first = next(
        (n for n, step in enumerate(steps[:-1]) if _ai(step) in KEYS and _KEY_BEGINS.match(steps[n + 1])), None
    )
    return None if first is None else _link(steps[first:], keys)


def _ai(step: str) -> str:
    """The application identifier that a step of a path names."""
    return _NAMES.get(step, step)


_known_link = lru_cache(maxsize=1 << 16)(_link_of)
_known_identity = lru_cache(maxsize=1 << 16)(_identity_of)


def _link(steps: list[str], keys: Mapping[str, Key]) -> str | None:
    """The link of a path that begins with a key."""
    ai, value, *rest = _ai(steps[0]), *steps[1:]
    key = keys[ai]
    value = value.zfill(14) if ai == "01" and len(value) in _GTIN_LENGTHS else value
    qualifiers = dict(zip(map(_ai, rest[::2]), rest[1::2], strict=False))
    if len(rest) != 2 * len(qualifiers) or not re.fullmatch(key.form, value, re.ASCII) or not _fits(key, qualifiers):
        return None
    finest = next((name for name in key.qualifiers if name in qualifiers), None)
    return f"{HOST}{ai}/{value}" + (f"/{finest}/{qualifiers[finest]}" if finest else "")


def _fits(key: Key, qualifiers: dict[str, str]) -> bool:
    """Whether every qualifier belongs to the key and has its form."""
    forms = key.qualifiers | key.dropped
    return all(name in forms and re.fullmatch(forms[name], value, re.ASCII) for name, value in qualifiers.items())
