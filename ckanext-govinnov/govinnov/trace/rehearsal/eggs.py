"""Eggs of a day: laid, brought to the packer, graded by size, packed, and sent on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from govinnov.trace.fields import DISCARDED, HANDLED, RECEIVED, SIZES
from govinnov.trace.rehearsal import lots
from govinnov.trace.rehearsal.draws import Draws, near, split, stream, whole, within
from govinnov.trace.rehearsal.events import Amount, Event, begun, made, moment, sent
from govinnov.trace.rehearsal.nation import Layer, Nation, Party
from govinnov.trace.rehearsal.onward import delivered

#: Hens lay so many eggs a day each.
_RATE = 0.8
#: The share of each size, largest first.
_SIZES = (0.05, 0.42, 0.34, 0.12, 0.03, 0.04)
#: The products of a hatchery; packs have the number of their size from 1 on.
_PULLETS, _FLOCK = 20, 21
#: Days after hatching on which hens come to their farm, and from when on they lay.
_REARED, _OLDEST = 120, 480

Lot = tuple[Layer, str, int]


def flock(layer: Layer, place: int, first: date, seed: int) -> tuple[str, date, int]:
    """A mark's hens: their code, when they came, and how many they are."""
    draws = stream(seed, "flock", place)
    came = first - timedelta(days=whole(draws, 20, _OLDEST - _REARED))
    return lots.batch(layer.farm, _FLOCK, came, place % 1000), came, round(layer.eggs / _RATE)


def hens(nation: Nation, first: date) -> Iterator[Event]:
    """How the hens of every mark came to their farm: the pullets of one hatchery's day go to one farm or several."""
    hatcheries = nation.of("hatchery")
    for place, layer in enumerate(nation.layers):
        draws = stream(nation.seed, "hens", place)
        code, came, count = flock(layer, place, first, nation.seed)
        hatchery = hatcheries[whole(draws, 0, len(hatcheries) - 1)]
        hatched = came - timedelta(days=_REARED)
        pullets = Amount(lots.batch(hatchery, _PULLETS, hatched), count, "EA")
        yield begun(moment(hatched, 6), hatchery, pullets)
        yield sent(moment(came, 8), hatchery, layer.farm, [pullets])
        yield made(moment(came, 11), layer.farm, "accepting", [pullets], [Amount(code, count, "EA")])


def day(nation: Nation, laid: date, first: date) -> Iterator[Event]:
    """All events that the eggs of one laying date have, until they reach the packers' customers."""
    brought: dict[Party, list[Lot]] = {}
    for place, layer in enumerate(nation.layers):
        draws = stream(nation.seed, "eggs", laid, place)
        eggs = Amount(lots.eggs(layer, laid), near(draws, layer.eggs, 0.02))
        code, _, count = flock(layer, place, first, nation.seed)
        yield made(moment(laid, within(draws, 6, 9)), layer.farm, "commissioning", [Amount(code, count, "EA")], [eggs])
        yield sent(moment(laid, within(draws, 10, 16)), layer.farm, layer.packer, [eggs])
        brought.setdefault(layer.packer, []).append((layer, eggs.lot, int(eggs.quantity)))
    for packer, found in brought.items():
        yield from _packed(nation, packer, laid + timedelta(days=1), found)


def _packed(nation: Nation, packer: Party, today: date, found: Sequence[Lot]) -> Iterator[Event]:
    """A packer grades up to three lots together, and sends all packs on the same day."""
    draws, goods, number = stream(nation.seed, "packer", today, packer.epc), list[Amount](), 0
    waiting = list(found)
    while waiting:
        count = whole(draws, 1, 3)
        together, waiting = waiting[:count], waiting[count:]
        event, packs = grade(draws, packer, today, number, [Amount(lot, eggs) for _, lot, eggs in together])
        goods += packs
        number += 1
        yield event
    yield from delivered(nation, packer, today, goods, draws)


def grade(
    draws: Draws, packer: Party, today: date, number: int, inputs: Sequence[Amount]
) -> tuple[Event, list[Amount]]:
    """Eggs by size: what was received is handled or thrown away, egg by egg; and the packs that come of it."""
    received = split(draws, sum(int(one.quantity) for one in inputs), _SIZES)
    thrown = [int(draws.binomial(count, within(draws, 0.002, 0.02))) for count in received]
    handled = [count - out for count, out in zip(received, thrown, strict=True)]
    packs = [Amount(lots.batch(packer, size + 1, today, number), eggs) for size, eggs in enumerate(handled) if eggs]
    sizes = {RECEIVED: received, HANDLED: handled, DISCARDED: thrown}
    facts = {name: dict(zip(SIZES, counts, strict=True)) for name, counts in sizes.items()}
    return made(moment(today, within(draws, 8, 12)), packer, "packing", inputs, packs, facts), packs
