"""The codes of a rehearsal's lots, in the forms that stand on goods."""

from __future__ import annotations

from datetime import date

from govinnov.trace.codes.model import URN
from govinnov.trace.gs1.digits import check_digit
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.rehearsal.nation import Layer, Party

#: The first digit of a trace number by the birds.
DIGITS = {"broiler": "2", "duck": "5"}
_EPOCH = date(2020, 1, 1)


def eggs(layer: Layer, laid: date) -> str:
    """The mark on the shells of one day."""
    return f"{URN}egg10/{laid}/{layer.signs}/{layer.housing}"


def batch(party: Party, product: int, day: date, number: int = 0) -> str:
    """A batch of one of a party's products: birds, or packs of one size."""
    digits = f"0{party.gln[:3]}{party.gln[6:12]}{product:03}"
    return f"{HOST}01/{digits}{check_digit(digits)}/10/{day:%y%m%d}{number:03}"


def slaughtered(birds: str, plant: Party, day: date, number: int) -> str:
    """A trace number, in the one or the other layout of its plant."""
    kind = DIGITS[birds]
    if plant.number % 2:
        return f"{URN}hist12/{kind}{day:%y%m%d}{plant.number:03}{number:02}"
    return f"{URN}hist12/{kind}{plant.number:03}{(day - _EPOCH).days * 100 + number:08}"


def bundle(birds: str, trader: Party, day: date, number: int) -> str:
    """A bundle of a trader, whose four signs begin its business number."""
    return f"{URN}bundle15/{day}/{DIGITS[birds]}/{trader.number:04}/{number:03}"
