"""GS1 identifiers as people meet them: EPC URNs, Digital Links, element strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from govinnov.trace.codes.model import Reading
from govinnov.trace.findings import Finding, finding
from govinnov.trace.gs1.digits import is_checked
from govinnov.trace.gs1.links import KEYS, identity
from govinnov.trace.gs1.urns import HOST

_ELEMENT = re.compile(r"\((\d{2,4})\)([^()]+)")
_OURS = "gs1/"
#: Keys of digits alone, which end with a check digit.
_CHECKED = frozenset({"00", "01", "402", "414", "417", "8017", "8018"})


def read(text: str) -> Iterator[Reading | Finding]:
    """One identifier: its canonical form is the link of id.gs1.org, whatever it was written as."""
    link = identity(_as_link(text))
    if link is None:
        return
    ai, value, *qualifiers = link.removeprefix(HOST).split("/")
    if ai in _CHECKED and not is_checked(value):
        yield finding("gs1-check-digit", value=value)
        return
    inside = {ai: value, **dict(zip(qualifiers[::2], qualifiers[1::2], strict=True))}
    yield Reading("gs1", f"gs1/{link.removeprefix(HOST)}", link, insides=(inside,))


def _as_link(text: str) -> str:
    """A text as a link, where it is an element string or a code as this program writes it; else the text."""
    if text.startswith("("):
        return _from_elements(text)
    return HOST + text.removeprefix(_OURS) if text.startswith(_OURS) else text


def _from_elements(text: str) -> str:
    """``(01)09521321004128(10)ABC`` as a link: the key first, then its qualifiers; other elements are attributes."""
    elements = _ELEMENT.findall(text)
    key = next((ai for ai, _ in elements if ai in KEYS), None)
    if key is None or "".join(f"({ai}){value}" for ai, value in elements) != text:
        return ""
    known = {key, *KEYS[key].qualifiers, *KEYS[key].dropped}
    ordered = sorted((one for one in elements if one[0] in known), key=lambda one: one[0] != key)
    return HOST + "/".join(f"{ai}/{quote(value.strip(), safe='')}" for ai, value in ordered)
