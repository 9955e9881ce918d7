"""Faults of every kind, each in a small story of its own, with the finding that it must lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from govinnov.trace.codes.model import URN
from govinnov.trace.fields import DEAD, DISCARDED, HANDLED, RECEIVED, SIZES
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.official import Certification
from govinnov.trace.rehearsal import lots
from govinnov.trace.rehearsal.draws import Draws, near, stream
from govinnov.trace.rehearsal.events import Amount, Event, begun, ended, made, moment, sent
from govinnov.trace.rehearsal.nation import Nation, Party

#: Farms and plants of these stories are numbered from here on, so they meet none of the others.
_FROM = 90_000
#: Days that a robot needs to be known.
ROBOT_DAYS = 7
#: Days after which a report is overdue, with the one on which it happened.
LATE_DAYS = 7
_EVEN = (5, 41, 33, 11, 3, 4)


class Label(NamedTuple):
    """A fault that was planted: the code of the finding, and the code of the lot or the number of the party."""

    code: str
    value: str


class Story(NamedTuple):
    """Events with one fault."""

    events: list[Event]
    label: Label
    certificates: tuple[Certification, ...] = ()


class Planted(NamedTuple):
    """All stories: their events, labels and certificates, and who plays in them."""

    events: list[Event]
    labels: list[Label]
    certificates: list[Certification]
    cast: list[Party]


class Stage:
    """Where a story plays: a farm, its hens, a packer, a plant and a customer of its own."""

    def __init__(self, nation: Nation, number: int, first: date) -> None:
        self.first, self.number = first, number
        self.draws: Draws = stream(nation.seed, "fault", number)
        district = nation.places[number % len(nation.places)].district
        named = _FROM + number
        self.farm, self.packer = Party("layer", named, district), Party("packer", named, district)
        self.raiser, self.plant = Party("broiler", named, district), Party("slaughter", 900 + number, district)
        self.buyer = Party("buyer", named, district)
        self.signs = f"0{number:02}00"

    @property
    def cast(self) -> tuple[Party, ...]:
        """Who plays in it."""
        return self.farm, self.packer, self.raiser, self.plant, self.buyer

    def day(self, number: int) -> date:
        """A day of the story, from 0 on."""
        return self.first + timedelta(days=number)

    def mark(self, laid: date, housing: str = "4") -> str:
        """The mark of a day's eggs."""
        return f"{URN}egg10/{laid}/{self.signs}/{housing}"

    def eggs(self, number: int, count: int, mark: str = "", hens: str = "") -> Iterator[Event]:
        """Eggs are laid and brought to the packer."""
        lot = Amount(mark or self.mark(self.day(number)), count)
        yield self.laid(number, lot, hens)
        yield sent(moment(self.day(number), 11), self.farm, self.packer, [lot])

    def laid(self, number: int, lot: Amount, hens: str = "") -> Event:
        """Eggs are laid by hens that are followed, or by some that are not."""
        at = moment(self.day(number), 7)
        if not hens:
            return begun(at, self.farm, lot)
        return made(at, self.farm, "commissioning", [Amount(hens, 20_000, "EA")], [lot])

    def graded(self, number: int, received: list[int], thrown: int = 0, lost: int = 0, mark: str = "") -> Event:
        """The packer grades the eggs of the day before; ``lost`` are told nowhere."""
        today, total = self.day(number), sum(received)
        handled = [received[0] - thrown - lost, *received[1:]]
        packs = [Amount(lots.batch(self.packer, size, today), eggs) for size, eggs in enumerate(handled, 1)]
        sizes = {RECEIVED: received, HANDLED: handled, DISCARDED: [thrown, 0, 0, 0, 0, 0]}
        facts = {name: dict(zip(SIZES, counts, strict=True)) for name, counts in sizes.items()}
        eggs = Amount(mark or self.mark(self.day(number - 1)), total)
        return made(moment(today, 9), self.packer, "packing", [eggs], packs, facts)

    def flock(self, placed: int, died: int) -> Iterator[Event]:
        """Broilers come to their farm, and some die there."""
        birds = Amount(self.birds, placed, "EA")
        yield begun(moment(self.day(-30), 10), self.raiser, birds)
        yield ended(moment(self.day(-2), 18), self.raiser, birds._replace(quantity=died))

    @property
    def birds(self) -> str:
        """The code of the broilers."""
        return lots.batch(self.raiser, 11, self.first)

    def slaughter(self, heads: int, weight: float) -> tuple[str, list[Event]]:
        """They are slaughtered on the first day, and sold; with the number of the meat."""
        meat = Amount(lots.slaughtered("broiler", self.plant, self.first, 1), weight, "KGM")
        load = Amount(self.birds, heads, "EA")
        events = [
            sent(moment(self.first, 2), self.raiser, self.plant, [load]),
            made(moment(self.first, 6), self.plant, "killing", [load], [meat], {DEAD: 0}),
            sent(moment(self.first, 15), self.plant, self.buyer, [meat]),
        ]
        return meat.lot, events


def planted(nation: Nation, first: date, days: int) -> Planted:
    """All stories that so many days have room for."""
    stages = [(Stage(nation, number, first), *story) for number, story in enumerate(_STORIES, 1)]
    told = [(stage, tell(stage)) for stage, tell, least in stages if days >= least]
    return Planted(
        [event for _, story in told for event in story.events],
        [story.label for _, story in told],
        [each for _, story in told for each in story.certificates],
        [party for stage, _ in told for party in stage.cast],
    )


def _unbalanced(stage: Stage) -> Story:
    """One egg of the largest is neither handled nor thrown away."""
    events = [*stage.eggs(0, 970), stage.graded(1, [10 * one for one in _EVEN], thrown=3, lost=1)]
    return Story(events, Label("eggs-unbalanced", code_of(stage.mark(stage.first))))


def _too_many(stage: Stage) -> Story:
    """The packer grades more eggs than came."""
    events = [*stage.eggs(0, 960), stage.graded(1, [10 * one for one in _EVEN])]
    return Story(events, Label("more-out-than-in", code_of(stage.mark(stage.first))))


def _heads(stage: Stage) -> Story:
    """More birds are slaughtered than were left."""
    _, events = stage.slaughter(9_951, 10_500)
    return Story([*stage.flock(10_000, 100), *events], Label("heads-unbalanced", code_of(stage.birds)))


def _heavy(stage: Stage) -> Story:
    """Broilers of more than three kilograms."""
    meat, events = stage.slaughter(9_900, 33_000)
    return Story([*stage.flock(10_000, 100), *events], Label("weight-unlikely", code_of(meat)))


def _before_flock(stage: Stage) -> Story:
    """Eggs of hens that came two days later."""
    hens = lots.batch(stage.farm, 21, stage.first)
    events = [*stage.eggs(0, 970, hens=hens), stage.graded(1, [10 * one for one in _EVEN])]
    came = begun(moment(stage.day(2), 10), stage.farm, Amount(hens, 20_000, "EA"))
    return Story([*events, came], Label("laid-before-flock", code_of(stage.mark(stage.first))))


def _after_report(stage: Stage) -> Story:
    """Eggs that carry the date of the day after."""
    mark = stage.mark(stage.day(1))
    events = [*stage.eggs(0, 970, mark), stage.graded(1, [10 * one for one in _EVEN], mark=mark)]
    return Story(events, Label("laid-after-report", code_of(mark)))


def _uncertified(stage: Stage) -> Story:
    """A farm with a certificate for animal welfare keeps hens in cages."""
    events = [*stage.eggs(0, 970), stage.graded(1, [10 * one for one in _EVEN])]
    certificate = Certification(stage.signs, "동물복지", stage.day(-100))
    return Story(events, Label("housing-not-certified", code_of(stage.mark(stage.first))), (certificate,))


def _disordered(stage: Stage) -> Story:
    """Packs are sold before they were packed."""
    graded = stage.graded(1, [10 * one for one in _EVEN])
    pack = Amount(lots.batch(stage.packer, 1, stage.day(1)), 50)
    early = sent(moment(stage.day(1), 6), stage.packer, stage.buyer, [pack])
    return Story([*stage.eggs(0, 970), graded, early], Label("time-order", code_of(pack.lot)))


def _circle(stage: Stage) -> Story:
    """Two packs are made of each other."""
    one, other = (Amount(lots.batch(stage.packer, size, stage.first), 60) for size in (1, 2))
    there = made(moment(stage.first, 9), stage.packer, "repackaging", [one], [other])
    back = made(moment(stage.first, 10), stage.packer, "repackaging", [other], [one])
    return Story([there, back], Label("make-cycle", code_of(min(one.lot, other.lot))))


def _late(stage: Stage) -> Story:
    """Eggs that came to the packer and were never packed."""
    other = stage.graded(1, [10 * one for one in _EVEN])
    forgotten = stage.mark(stage.first, "3")
    events = [*stage.eggs(0, 970), other, *stage.eggs(0, 500, forgotten)]
    return Story(events, Label("report-overdue", code_of(forgotten)))


def _same(stage: Stage) -> Story:
    """A farm that reports the same number of eggs every day."""
    events = [event for number in range(ROBOT_DAYS) for event in stage.eggs(number, 20_123)]
    events += [_packed_at_random(stage, number + 1, 20_123) for number in range(ROBOT_DAYS)]
    return Story(events, Label("robot-same-counts", stage.farm.gln))


def _even(stage: Stage) -> Story:
    """A packer whose sizes always have the same shares."""
    totals = [103 + 7 * number for number in range(ROBOT_DAYS)]
    events = [event for number, times in enumerate(totals) for event in stage.eggs(number, 97 * times)]
    events += [stage.graded(number + 1, [times * one for one in _EVEN]) for number, times in enumerate(totals)]
    return Story(events, Label("robot-same-split", stage.packer.gln))


def _round(stage: Stage) -> Story:
    """A farm whose three houses report tens only."""
    events = list[Event]()
    for number in range(ROBOT_DAYS):
        for housing in "234":
            mark, count = stage.mark(stage.day(number), housing), 10 * near(stage.draws, 900, 0.1)
            events += [*stage.eggs(number, count, mark), _packed_at_random(stage, number + 1, count, mark)]
    return Story(events, Label("robot-round", stage.farm.gln))


def _packed_at_random(stage: Stage, number: int, count: int, mark: str = "") -> Event:
    """Graded as eggs come."""
    largest = near(stage.draws, count * 0.3, 0.05)
    extra = near(stage.draws, count * 0.4, 0.05)
    return stage.graded(number, [largest, extra, count - largest - extra, 0, 0, 0], mark=mark)


#: The stories, and how many days each needs.
_STORIES: tuple[tuple[Callable[[Stage], Story], int], ...] = (
    (_unbalanced, 2),
    (_too_many, 2),
    (_heads, 1),
    (_heavy, 1),
    (_before_flock, 3),
    (_after_report, 2),
    (_uncertified, 2),
    (_disordered, 2),
    (_circle, 1),
    (_late, LATE_DAYS),
    (_same, ROBOT_DAYS + 1),
    (_even, ROBOT_DAYS + 1),
    (_round, ROBOT_DAYS + 1),
)
