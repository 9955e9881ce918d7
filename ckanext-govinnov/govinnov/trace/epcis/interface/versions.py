"""Headers: which versions and forms are spoken here, and whether those that are asked for are among them."""

from __future__ import annotations

import re
from collections.abc import Callable

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.interface.problems import Problem, not_acceptable, parameter

VERSION = "2.0.0"
_SPOKEN = (2, 0, 0)
#: Bytes and events of one delivery.
MOST_BYTES, MOST_EVENTS = 4 << 20, 1000
EPC_FORMAT, XML_FORMAT, BEHAVIOUR = "GS1-EPC-Format", "GS1-CBV-XML-Format", "GS1-Capture-Error-Behaviour"

#: What every answer says of itself.
SPOKEN = {
    "GS1-EPCIS-Version": VERSION,
    "GS1-CBV-Version": VERSION,
    "GS1-Extensions": f"govinnov={URN}",
}
#: What is told to whoever discovers.
DISCOVERED = {
    **SPOKEN,
    **{f"GS1-{what}-{end}": VERSION for what in ("EPCIS", "CBV") for end in ("Min", "Max")},
    EPC_FORMAT: "Always_GS1_Digital_Link",
    XML_FORMAT: "Always_Web_URI",
}
CAPTURING = {
    "GS1-EPCIS-Capture-Limit": str(MOST_EVENTS),
    "GS1-EPCIS-Capture-File-Size-Limit": str(MOST_BYTES),
    BEHAVIOUR: "all",
}
#: The value of a header, in any case of its name; nothing where it is not there.
Headers = Callable[[str], str | None]
_FORMS = {
    EPC_FORMAT: ("No_Preference", "Always_GS1_Digital_Link"),
    XML_FORMAT: ("No_Preference", "Always_Web_URI"),
}
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}", re.ASCII)


def wrong(headers: Headers) -> Problem | None:
    """What of a request's headers can't be met, if anything is."""
    for what in ("EPCIS", "CBV"):
        lowest, highest = (_version(headers(f"GS1-{what}-{end}")) for end in ("Min", "Max"))
        said = _version(headers(f"GS1-{what}-Version"))
        if not (lowest and highest and said and lowest <= _SPOKEN <= highest and said == _SPOKEN):
            return not_acceptable(f"{what} 2.0만 주고받습니다.", f"{what} 2.0 alone is spoken here.")
    for name, forms in _FORMS.items():
        if (headers(name) or forms[0]) not in forms:
            return not_acceptable(
                f"{name}: {', '.join(forms)} 가운데서 고르세요.", f"{name} can be {' or '.join(forms)}."
            )
    return None


def behaviour(headers: Headers) -> str | Problem:
    """What becomes of the other events when one is wrong: ``rollback`` or ``proceed``."""
    said = headers(BEHAVIOUR) or "rollback"
    if said in ("rollback", "proceed"):
        return said
    return parameter(f"{BEHAVIOUR}: rollback이나 proceed로 적으세요.", f"{BEHAVIOUR} can be rollback or proceed.")


def _version(text: str | None) -> tuple[int, ...] | None:
    """A version with three parts; ours where none is said."""
    if text is None:
        return _SPOKEN
    if not _NUMBER.fullmatch(text.strip()):
        return None
    parts = [int(part) for part in text.strip().split(".")]
    return tuple([*parts, 0, 0][: max(3, len(parts))])
