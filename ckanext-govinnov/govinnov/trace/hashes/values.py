"""Values as the text that is hashed has them."""

from __future__ import annotations

from datetime import timedelta

from govinnov.trace.epcis.times import instant, utc
from govinnov.trace.epcis.vocabulary import CBV, OLD_CBV
from govinnov.trace.gs1.links import canonical_link

_MILLISECOND = 1000
_OLD = {
    f"{OLD_CBV}{old}:": f"{CBV}{new}-"
    for old, new in (("bizstep", "BizStep"), ("disp", "Disp"), ("btt", "BTT"), ("sdt", "SDT"), ("er", "ER"))
}


def value(text: str) -> str:
    """A value: terms of CBV as web URIs, numbers as floats print, GS1 identifiers as canonical links."""
    if OLD_CBV in text:
        for old, new in _OLD.items():
            text = text.replace(old, new)
    text = _number(text)
    return canonical_link(text) or text


def _number(text: str) -> str:
    """A text that Python reads as a float, printed as one; a whole one without a point.

    So a lot ``0823E00012`` becomes ``823000000000000``: the generator does so, and hashes must agree. What is beyond
    all floats stays a text; there the generator loses the event.
    """
    try:
        number = float(text)
        return str(int(number)) if int(number) == number else str(number)
    except (ValueError, OverflowError):
        return text


def time(text: str) -> str:
    """A moment in UTC to the millisecond, half to even; what is no moment stays as it is."""
    moment = instant(text)
    shifted = utc(moment) if moment else None
    if shifted is None:
        return text
    rounded = round(shifted.microsecond, -3)
    whole = shifted.replace(microsecond=0) + timedelta(milliseconds=rounded // _MILLISECOND)
    return whole.isoformat(timespec="milliseconds")[:-6] + "Z"
