"""Who gets the goods of a packer, a slaughterhouse or a trader, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from govinnov.trace.rehearsal.draws import Draws, split, stream, whole, within
from govinnov.trace.rehearsal.events import Amount, Event, moment, sent
from govinnov.trace.rehearsal.nation import Nation, Party

#: Of so many deliveries one comes back in part.
_RETURNS = 50
#: Of a business's customers, so many stand in its two home districts.
_AT_HOME = 0.6


@cache
def customers(nation: Nation, giver: Party) -> tuple[Party, ...]:
    """The regular customers of a business: most of them in two districts."""
    draws = stream(nation.seed, "customers", giver.epc)
    buyers = nation.of("buyer")
    homes = {buyers[whole(draws, 0, len(buyers) - 1)].district for _ in range(2)}
    near = [one for one in buyers if one.district in homes]
    count = whole(draws, 6, 40)
    found = dict.fromkeys(_one(draws, near if within(draws, 0, 1) < _AT_HOME else buyers) for _ in range(count))
    return tuple(found)


def delivered(nation: Nation, giver: Party, day: date, goods: Sequence[Amount], draws: Draws) -> Iterator[Event]:
    """All goods of a day go to some of the regular customers, one delivery for each."""
    known = customers(nation, giver)
    today = [known[place] for place in sorted(draws.permutation(len(known))[: whole(draws, 3, 12)])]
    carried: dict[Party, list[Amount]] = {}
    for one in goods:
        some = [today[place] for place in draws.permutation(len(today))[: whole(draws, 1, 4)]]
        for taker, part in zip(some, _parts(draws, one, len(some)), strict=True):
            if part.quantity:
                carried.setdefault(taker, []).append(part)
    for taker, amounts in carried.items():
        yield sent(moment(day, within(draws, 13, 18)), giver, taker, amounts)
        yield from _returned(draws, day, taker, giver, amounts)


def _one(draws: Draws, parties: Sequence[Party]) -> Party:
    return parties[whole(draws, 0, len(parties) - 1)]


def _parts(draws: Draws, whole_amount: Amount, count: int) -> Iterable[Amount]:
    """An amount in parts that sum up to it: pieces whole, kilograms to a tenth."""
    tenths = 10 if whole_amount.unit else 1
    parts = split(draws, round(whole_amount.quantity * tenths), [1.0] * count)
    return (whole_amount._replace(quantity=part / 10 if tenths == 10 else part) for part in parts)


def _returned(draws: Draws, day: date, taker: Party, giver: Party, amounts: Sequence[Amount]) -> Iterator[Event]:
    first = amounts[0]
    back = int(first.quantity * within(draws, 0.05, 0.2))
    if whole(draws, 1, _RETURNS) == 1 and back:
        at = moment(day + timedelta(days=whole(draws, 1, 3)), within(draws, 9, 12))
        yield sent(at, taker, giver, [first._replace(quantity=back)])
