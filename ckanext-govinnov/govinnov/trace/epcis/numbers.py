"""Exact numbers: what a document says, not what a float makes of it."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.limits import DIGITS, EXPONENT

#: For sums: no digit of a document's numbers is ever rounded.
EXACT = Context(prec=4 * (DIGITS + EXPONENT))


def exact(text: str) -> Decimal:
    """A JSON number with all its digits.

    Raises:
        UnreadableError: It has more than 64 digits or an exponent beyond ±300.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise UnreadableError("number-too-large", value=text) from None
    if len(text) > DIGITS or abs(number.adjusted()) > EXPONENT:
        raise UnreadableError("number-too-large", value=text)
    return number


def plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The exact sum of two amounts; where one of them is not known, it is not either."""
    return None if one is None or other is None else EXACT.add(one, other)


def plain(number: Decimal) -> str:
    """The one spelling of a number: no exponent, no zeros at the end, no sign of zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
