"""Single values: each check says what is wrong with one, and nothing when it is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from govinnov.trace.epcis.limits import IDENTIFIER
from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.times import instant

Check = Callable[[Any, Place, Report], None]

TEXT, NUMBER, TRUTH = ("글", "text"), ("숫자", "a number"), ("참·거짓", "true or false")
LIST, OBJECT = ("목록", "a list"), ("객체", "an object")
ACTIONS = ("ADD", "OBSERVE", "DELETE")
FIRST_YEAR, LAST_YEAR = 2000, 2099
#: An absolute URI, a CURIE or a blank node: something before a colon, something after, no spaces,
#: nor control signs and halves of a surrogate pair, which no database keeps.
_URI = re.compile(r"[A-Za-z_][\w+.-]*:[^\s\x00-\x1f\x7f\ud800-\udfff]+")
_OFFSET = re.compile(r"[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)", re.ASCII)
_NEAR_OFFSET = re.compile(r"([+-]?)(\d{1,2}):?(\d\d)?", re.ASCII)
_UOM = re.compile(r"[A-Z0-9]{2,3}", re.ASCII)
_HEX = re.compile(r"[A-Fa-f0-9]+", re.ASCII)
_VERSION = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


def is_uri(value: str) -> bool:
    """Whether a text is a URI, a CURIE or a blank node."""
    return _URI.fullmatch(value) is not None


def text(value: Any, place: Place, report: Report) -> None:
    """Any text."""
    if not isinstance(value, str):
        report.wrong(place, value, TEXT)


def uri(value: Any, place: Place, report: Report) -> None:
    """An identifier."""
    if not isinstance(value, str):
        report.wrong(place, value, TEXT)
    elif not _URI.fullmatch(value):
        report.add("uri-invalid", place, value)
    elif len(value) > IDENTIFIER:
        report.add("uri-too-long", place, value, limit=IDENTIFIER)


def number(value: Any, place: Place, report: Report) -> None:
    """A number."""
    if not isinstance(value, Decimal):
        report.wrong(place, value, NUMBER)


def quantity(value: Any, place: Place, report: Report) -> None:
    """A number that counts or weighs something."""
    if not isinstance(value, Decimal):
        report.wrong(place, value, NUMBER)
    elif value < 0:
        report.add("quantity-negative", place, value)


def truth(value: Any, place: Place, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.wrong(place, value, TRUTH)


def time(value: Any, place: Place, report: Report) -> None:
    """A date and time with an offset."""
    moment = instant(value) if isinstance(value, str) else None
    if not isinstance(value, str):
        report.wrong(place, value, TEXT)
    elif moment is None:
        report.add("time-invalid", place, value)
    elif not FIRST_YEAR <= moment.year <= LAST_YEAR:
        report.add("time-unlikely", place, value)


def offset(value: Any, place: Place, report: Report) -> None:
    """An offset from UTC."""
    if not isinstance(value, str):
        report.wrong(place, value, TEXT)
    elif not _OFFSET.fullmatch(value):
        report.add("offset-invalid", place, value, _likely_offset(value))


def _likely_offset(value: str) -> str | None:
    """What was meant with ``+9``, ``0900`` or ``KST``."""
    if value in ("KST", "Asia/Seoul"):
        return "+09:00"
    near = _NEAR_OFFSET.fullmatch(value)
    likely = near and f"{near[1] or '+'}{int(near[2]):02}:{near[3] or '00'}"
    return likely if likely and _OFFSET.fullmatch(likely) else None


def action(value: Any, place: Place, report: Report) -> None:
    """What was done with the objects."""
    if value not in ACTIONS:
        fix = value.upper() if isinstance(value, str) and value.upper() in ACTIONS else None
        report.add("action-invalid", place, value, fix)


def _like(pattern: re.Pattern[str], code: str) -> Check:
    """A text of a certain form."""

    def check(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            report.add(code, place, value)

    return check


uom = _like(_UOM, "uom-invalid")
hexadecimal = _like(_HEX, "hex-invalid")
version = _like(_VERSION, "version-invalid")
