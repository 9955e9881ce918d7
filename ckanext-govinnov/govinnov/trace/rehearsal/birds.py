"""Broilers and ducks: hatched, raised, slaughtered, some of the meat bundled, and all of it sent on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from govinnov.trace.fields import DEAD
from govinnov.trace.rehearsal import lots
from govinnov.trace.rehearsal.draws import Draws, near, split, stream, whole, within
from govinnov.trace.rehearsal.events import Amount, Event, begun, ended, made, moment, sent
from govinnov.trace.rehearsal.nation import Kind, Nation, Party
from govinnov.trace.rehearsal.onward import delivered


@dataclass(frozen=True, slots=True)
class Birds:
    """One kind of birds: how many are slaughtered on a day, in how many lots, and what they weigh (kg, carcass)."""

    kind: Kind
    plants: Kind
    heads: int
    lots: int
    raised_days: int
    weight: float


#: 64–71 million broilers a month, in 320 lots a day; ducks in 20.
BROILERS = Birds("broiler", "slaughter", 2_250_000, 320, 32, 1.06)
DUCKS = Birds("duck", "duck-slaughter", 140_000, 20, 42, 2.1)
#: The products of a hatchery and of a farm.
_CHICKS, _FLOCK = 10, 11
#: Farms that share a hatch.
_SHARED = 3
#: Of so many slaughter lots one goes to a trader, who bundles two to four.
_BUNDLED = 4


class Meat(NamedTuple):
    """A slaughter lot and who made it."""

    plant: Party
    amount: Amount


def day(nation: Nation, birds: Birds, slaughter: date) -> Iterator[Event]:
    """All events of the birds that are slaughtered on one day, from their hatching on."""
    draws = stream(nation.seed, birds.kind, slaughter)
    farms = nation.emptied(birds.kind, slaughter.toordinal())
    heads = split(draws, near(draws, nation.many(birds.heads), 0.01), draws.lognormal(0, 0.4, len(farms)))
    trucks = split(draws, nation.many(birds.lots) - len(farms), heads) if nation.many(birds.lots) > len(farms) else []
    meat, counts = list[Meat](), dict[Party, int]()
    yield from _hatched(nation, birds, slaughter, list(zip(farms, heads, strict=True)), draws)
    for place, (farm, count) in enumerate(zip(farms, heads, strict=True)):
        lots_of_farm = 1 + (trucks[place] if trucks else 0)
        for event, made_of in _slaughtered(
            nation, birds, slaughter, farm, split_even(draws, count, lots_of_farm), counts
        ):
            meat += made_of
            yield event
    yield from _onward(nation, birds, slaughter, meat, draws)


def split_even(draws: Draws, total: int, count: int) -> list[int]:
    """Truckloads that are about alike."""
    return split(draws, total, draws.uniform(0.8, 1.2, count))


def dead(nation: Nation, farm: Party, slaughter: date, heads: int) -> int:
    """How many of a flock died while it was raised."""
    return round(heads * within(stream(nation.seed, "dead", farm.epc, slaughter), 0.02, 0.05))


def _hatched(
    nation: Nation, birds: Birds, slaughter: date, farms: Sequence[tuple[Party, int]], draws: Draws
) -> Iterator[Event]:
    """Chicks hatch together for some farms, who put them up as their flocks."""
    hatcheries = nation.of("hatchery")
    for start in range(0, len(farms), _SHARED):
        hatchery = hatcheries[whole(draws, 0, len(hatcheries) - 1)]
        hatched = slaughter - timedelta(days=birds.raised_days + whole(draws, -2, 2))
        code = lots.batch(
            hatchery, _CHICKS + (birds.kind == "duck"), hatched, slaughter.day * 10 + start // _SHARED % 10
        )
        placed = [
            (farm, heads + dead(nation, farm, slaughter, heads)) for farm, heads in farms[start : start + _SHARED]
        ]
        yield begun(moment(hatched, 5), hatchery, Amount(code, sum(count for _, count in placed), "EA"))
        for farm, count in placed:
            chicks, birds_of = Amount(code, count, "EA"), Amount(_flock(farm, slaughter), count, "EA")
            yield sent(moment(hatched, within(draws, 6, 9)), hatchery, farm, [chicks])
            yield made(moment(hatched, within(draws, 11, 15)), farm, "accepting", [chicks], [birds_of])


def _flock(farm: Party, slaughter: date) -> str:
    return lots.batch(farm, _FLOCK, slaughter)


def _slaughtered(  # noqa: PLR0913, PLR0917 - a day's work of one farm
    nation: Nation, birds: Birds, today: date, farm: Party, loads: Sequence[int], counts: dict[Party, int]
) -> Iterator[tuple[Event, list[Meat]]]:
    """A farm's flock goes to one plant or two, truck by truck; each truck is one lot."""
    draws, flock = stream(nation.seed, "trucks", farm.epc, today), _flock(farm, today)
    lost = dead(nation, farm, today, sum(loads))
    yield ended(moment(today - timedelta(days=3), 18), farm, Amount(flock, lost, "EA")), []
    plants = nation.of(birds.plants)
    mine = [plants[whole(draws, 0, len(plants) - 1)] for _ in range(1 + (len(loads) > 5))]
    for truck, heads in enumerate(loads):
        plant = mine[truck % len(mine)]
        counts[plant] = counts.get(plant, 0) + 1
        load = Amount(flock, heads, "EA")
        yield sent(moment(today, within(draws, 1, 4)), farm, plant, [load]), []
        out = int(draws.binomial(heads, within(draws, 0.002, 0.012)))
        weight = round((heads - out) * birds.weight * within(draws, 0.85, 1.15), 1)
        amount = Amount(lots.slaughtered(birds.kind, plant, today, counts[plant]), weight, "KGM")
        yield (
            made(moment(today, within(draws, 5, 10)), plant, "killing", [load], [amount], {DEAD: out}),
            [Meat(plant, amount)],
        )


def _onward(nation: Nation, birds: Birds, today: date, meat: Sequence[Meat], draws: Draws) -> Iterator[Event]:
    """Some lots are bundled by traders; all others go to the plants' customers."""
    goods, bundled = dict[Party, list[Amount]](), list[Meat]()
    for one in meat:
        if whole(draws, 1, _BUNDLED) == 1:
            bundled.append(one)
        else:
            goods.setdefault(one.plant, []).append(one.amount)
    for plant, amounts in goods.items():
        yield from delivered(nation, plant, today, amounts, stream(nation.seed, "onward", today, plant.epc))
    while bundled:
        some, bundled = bundled[:3], bundled[3:]
        yield from _bundle(nation, birds, today, some, len(bundled), draws)


def _bundle(  # noqa: PLR0913, PLR0917 - a bundle has its number
    nation: Nation, birds: Birds, today: date, meat: Sequence[Meat], number: int, draws: Draws
) -> Iterator[Event]:
    traders = nation.of("trader")
    trader = traders[whole(draws, 0, len(traders) - 1)]
    for one in meat:
        yield sent(moment(today, within(draws, 13, 16)), one.plant, trader, [one.amount])
    tomorrow = today + timedelta(days=1)
    weight = round(sum(one.amount.quantity for one in meat), 1)
    whole_bundle = Amount(lots.bundle(birds.kind, trader, tomorrow, number), weight, "KGM")
    yield made(moment(tomorrow, 9), trader, "repackaging", [one.amount for one in meat], [whole_bundle])
    yield from delivered(nation, trader, tomorrow, [whole_bundle], draws)
