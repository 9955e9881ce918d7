"""Tables of some days: whoever keeps them all reads from no difference what one to four parties did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Any, NamedTuple

from derived_flow import DISTRICTS, KNOWN, laid, party, sent, told_on
from hypothesis import given, settings
from hypothesis import strategies as st

from govinnov.trace.crowds import LEAST, two_digits
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.telling import Telling

NOTHING = (0, Decimal())
DAY = date(2026, 8, 2)
AUGUST = "2026-08"
#: Who does it: the giver, and the taker where there is one.
Parties = tuple[str, ...]
#: Of each party: how many, how much.
Numbers = dict[Parties, tuple[int, Decimal]]


class Report(NamedTuple):
    """Eggs of a farm on a day of August, which go to a packer."""

    farm: int
    day: int
    packer: int
    eggs: int

    @property
    def home(self) -> str:
        return DISTRICTS[self.farm % len(DISTRICTS)]

    def events(self) -> list[Any]:
        day = DAY + timedelta(days=self.day)
        return [laid(self.farm, self.home, day, self.eggs), sent(self.farm, self.home, self.packer, day, self.eggs)]


def truth(reports: Iterable[Report]) -> dict[str, Numbers]:
    """What farms laid and sent, from the reports alone."""
    found: dict[str, Numbers] = {"lots": {}, "movements": {}}
    for one in reports:
        farm, packer = party("farm", one.farm), party("packer", one.packer)
        for table, who in (("lots", (farm,)), ("movements", (farm, packer))):
            count, eggs = found[table].get(who, NOTHING)
            found[table][who] = count + 1, eggs + one.eggs
    return found


class Seen(NamedTuple):
    """A table of a day: its rows, and who stands in which cell with which numbers, as was kept of it."""

    rows: Sequence[Mapping[str, Any]]
    cells: dict[tuple[str, str], Numbers]

    @property
    def whole(self) -> Numbers:
        return {who: one for some in self.cells.values() for who, one in some.items()}


def seen(table: Table, tellings: Sequence[Telling]) -> Seen:
    """Add up what was told of eggs in August."""
    cells: dict[tuple[str, str], Numbers] = {}
    for telling in tellings:
        if telling.about.table == table.name and telling.about.month == AUGUST:
            for label, part in telling.entries:
                amount = part.quantity or Decimal()
                cells.setdefault((label.level, label.name), {})[part.parties] = part.count, amount
    return Seen([row for row in table.rows if row.get("month") == AUGUST], cells)


def is_few(parties: Iterable[Parties]) -> bool:
    """Whether on some side one to four parties stand."""
    return any(0 < len(set(side)) < LEAST for side in zip(*parties, strict=True))


def check_rows(table: Seen, counted: str) -> None:
    """Each number is that of the parties in its cell, and none of these are few."""
    told = {(row["level"], row["district"]): row for row in table.rows if row["businesses"] is not None}
    cells = {label: some for label, some in table.cells.items() if some and label[0] != "elsewhere"}
    if table.whole:
        cells["nation", "전국"] = table.whole
    assert told.keys() == cells.keys()
    for label, some in cells.items():
        assert not is_few(who for who, one in some.items() if one[0])
        count, amount = sum(one[0] for one in some.values()), sum((one[1] for one in some.values()), Decimal())
        numbers = len({who[0] for who in some}), two_digits(Decimal(count)), two_digits(amount)
        assert tuple(told[label][name] for name in ("businesses", counted, "quantity")) == numbers
    assert not is_few(table.cells.get(("elsewhere", ""), {}))


def differing(one: Numbers, other: Numbers) -> Iterator[set[Parties]]:
    """Those whose numbers differ, number by number: whether they are counted, how many, how much."""
    who = {*one, *other}
    firsts = {parties[0] for parties in one} ^ {parties[0] for parties in other}
    yield {parties for parties in who if parties[0] in firsts}
    for place in (0, 1):
        yield {parties for parties in who if one.get(parties, NOTHING)[place] != other.get(parties, NOTHING)[place]}


def check_days(days: Sequence[Seen]) -> None:
    """No two days of a cell, nor of the whole, differ by what few did; nor do days that are added and subtracted."""
    for one, other in combinations(days, 2):
        for label in {*one.cells, *other.cells}:
            for few in differing(one.cells.get(label, {}), other.cells.get(label, {})):
                assert not is_few(few), label
        assert not any(is_few(few) for few in differing(one.whole, other.whole))
    for label in {label for day in days for label in day.cells}:
        for signs in product((-1, 0, 1), repeat=min(len(days), 5)):
            for place in (0, 1):
                assert not is_few(left([day.cells.get(label, {}) for day in days], signs, place))


def left(days: Sequence[Numbers], signs: Sequence[int], place: int) -> set[Parties]:
    """Whose numbers do not cancel where the numbers of days are added and subtracted."""
    found = set()
    for who in {who for day in days for who in day}:
        sums: dict[Any, int] = {}
        for day, sign in zip(days, signs, strict=False):
            number = day.get(who, NOTHING)[place]
            sums[number] = sums.get(number, 0) + sign * bool(number)
        if any(sums.values()):
            found.add(who)
    return found


BURSTS = st.tuples(
    st.sampled_from(["late", "void"]),
    st.integers(0, len(DISTRICTS) - 1),  # whose 시군구
    st.integers(1, 9),  # how many farms of it
    st.integers(0, 25),  # on which day
    st.integers(1, 9),  # how many packers
    st.integers(1, 3),  # how many thousand eggs
)
Burst = tuple[str, int, int, int, int, int]


def reported(before: frozenset[Report], burst: Burst) -> frozenset[Report]:
    """What is reported after farms of a 시군구 reported late, or had reports of theirs voided."""
    what, district, farms, day, packers, eggs = burst
    numbers = [district + len(DISTRICTS) * farm for farm in range(farms)]
    if what == "void":
        return frozenset(one for one in before if one.farm not in numbers or one.day != day % 5)
    late = {Report(farm, day % 5 + farm % 3, farm % packers, 1_000 * eggs + farm) for farm in numbers}
    known = {(one.farm, one.day) for one in before}
    return before | {one for one in late if (one.farm, one.day) not in known}


@settings(max_examples=80, deadline=None)
@given(st.lists(BURSTS, min_size=1, max_size=12), st.lists(st.lists(BURSTS, max_size=5), min_size=1, max_size=4))
def test_no_difference_of_days_stands_on_one_to_four(first: list[Burst], later: list[list[Burst]]) -> None:
    reports, tellings, truths = frozenset[Report](), list[Telling](), list[dict[str, Numbers]]()
    days: dict[str, list[Seen]] = {"lots": [], "movements": []}
    for number, bursts in enumerate([[("late", *burst[1:]) for burst in first], *later]):
        for burst in bursts:
            reports = reported(reports, burst)
        truths.append(truth(reports))
        events = [event for one in sorted(reports) for event in one.events()]
        tables = told_on(events, KNOWN + timedelta(days=number), tellings)
        for name, counted in (("lots", "lots"), ("movements", "moves")):
            days[name].append(seen(tables[name], tellings))
            check_rows(days[name][-1], counted)
            for who, numbers in days[name][-1].whole.items():
                assert numbers in [known[name].get(who, NOTHING) for known in truths]
    for some in days.values():
        check_days(some)
