"""Tables for everybody: no number, and no difference of numbers, stands on one to four parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from derived_flow import DISTRICTS, KNOWN, laid, party, placed, sent, slaughtered, sources, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rehearsal import known

from govinnov.trace.crowds import LEAST, two_digits
from govinnov.trace.derived import Story, build
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.files import InArrays
from govinnov.trace.lineage.who import whos

DAY = date(2026, 8, 20)


class Flow(NamedTuple):
    """A thing that happened: the party on each side, the first one's district, what is counted, how much of it."""

    parties: tuple[str, ...]
    district: str
    thing: str
    quantity: Decimal | None


Flows = dict[tuple[Any, ...], list[Flow]]


def is_hidden(flows: Sequence[Flow]) -> bool:
    """Whether on some side one to four parties stand."""
    return any(0 < len(set(side)) < LEAST for side in zip(*(flow.parties for flow in flows), strict=True))


def of_district(flows: Sequence[Flow], district: str) -> list[Flow]:
    return [flow for flow in flows if flow.district == district]


def cell(flows: Sequence[Flow], row: dict[str, Any]) -> list[Flow]:
    """The flows of a row, from their districts alone: a rest holds the districts of a 시도 that are too small."""
    if row["level"] == "nation":
        return list(flows)
    if row["level"] == "district":
        return of_district(flows, row["district"])
    inside = {flow.district for flow in flows if flow.district.split(" ")[0] == row["district"]}
    small = [district for district in inside if is_hidden(of_district(flows, district))]
    return [flow for district in small for flow in of_district(flows, district)]


def check_group(flows: Sequence[Flow], rows: Sequence[dict[str, Any]], counted: str) -> int:
    """Recompute every number from its parties, and every difference; how many rows had numbers."""
    told = [row for row in rows if row["businesses"] is not None]
    assert all(row[counted] is None and row["quantity"] is None for row in rows if row["businesses"] is None)
    cells = [cell(flows, row) for row in told]
    for row, some in zip(told, cells, strict=True):
        check_row(row, some, counted)
    inside = [some for row, some in zip(told, cells, strict=True) if row["level"] != "nation"]
    for size in range(min(len(inside), 4) + 1 if told else 0):
        for taken in combinations(inside, size):
            gone = {id(flow) for some in taken for flow in some}
            assert not is_hidden([flow for flow in flows if id(flow) not in gone])
    return len(told)


def check_row(row: dict[str, Any], flows: Sequence[Flow], counted: str) -> None:
    assert not is_hidden(flows)
    assert row["businesses"] == len({flow.parties[0] for flow in flows}) >= LEAST
    assert row[counted] == two_digits(Decimal(len({(flow.parties, flow.thing) for flow in flows})))
    amounts = [flow.quantity for flow in flows]
    told = [one for one in amounts if one is not None]
    assert row["quantity"] == (two_digits(sum(told, Decimal())) if len(told) == len(amounts) else None)


def check(table: Table, dims: Sequence[str], counted: str, flows: Flows) -> None:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row[name] for name in dims), []).append(row)
    assert groups.keys() == flows.keys()
    for key, rows in groups.items():
        check_group(flows[key], rows, counted)


def unit(quantity: Decimal | None) -> str | None:
    return None if quantity is None else "EA"


def laid_flows(stories: Iterable[Story], homes: dict[str, str]) -> Flows:
    """What farms laid, from the records."""
    found: Flows = {}
    for story in stories:
        event = story.record.event
        if event["action"] == "ADD":
            farm, eggs = event["bizLocation"]["id"], event["quantityList"]
            amount = Decimal(eggs["quantity"]) if "quantity" in eggs else None
            flow = Flow((farm,), homes[farm], eggs["epcClass"], amount)
            found.setdefault(("2026-08", "begun", "egg", unit(amount)), []).append(flow)
    return found


def moved_flows(stories: Iterable[Story], homes: dict[str, str]) -> Flows:
    """What farms sent, from the moves."""
    found: Flows = {}
    for story in stories:
        for edge in story.moves:
            ends = edge.source.party, edge.target.party
            flow = Flow(ends, homes.get(ends[0], ""), story.record.key + edge.source.lot, edge.quantity)
            found.setdefault(("2026-08", "farm", "egg", unit(edge.quantity)), []).append(flow)
    return found


AMOUNTS = st.one_of(st.none(), st.integers(1, 90_000))
REPORTS = st.tuples(st.integers(0, 30), st.sampled_from(DISTRICTS), st.integers(1, 9), st.integers(1, 3), AMOUNTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS, min_size=20, max_size=70))
def test_no_number_of_lots_or_movements_and_no_difference_stands_on_one_to_four(
    reports: list[tuple[int, str, int, int, int | None]],
) -> None:
    homes: dict[int, str] = {}
    events = []
    for farm, district, packer, days, eggs in reports:
        home, day = homes.setdefault(farm, district), DAY + timedelta(days=days)
        events += [laid(farm, home, day, eggs), sent(farm, home, packer, day, eggs)]
    found = tables(events)
    stories = list(sources(events).stories(date(2026, 8, 1), date(2026, 9, 1)))
    districts = {party("farm", farm): district for farm, district in homes.items()}
    check(found["lots"], ("month", "step", "kind", "unit"), "lots", laid_flows(stories, districts))
    check(found["movements"], ("month", "giver", "kind", "unit"), "moves", moved_flows(stories, districts))


COUNTS = st.lists(st.tuples(st.sampled_from(DISTRICTS), st.integers(1, 9)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(DISTRICTS)), min_size=10, max_size=50), COUNTS)
def test_no_number_of_stock_and_no_difference_stands_on_one_to_four(
    farms: list[tuple[int, str]], counts: list[tuple[str, int]]
) -> None:
    homes: dict[int, str] = {}
    for farm, district in farms:
        homes.setdefault(farm, district)
    events = [placed(farm, home, DAY) for farm, home in homes.items()]
    events += [event for farm, home in homes.items() for event in slaughtered(farm, home, DAY, 1)]
    counted = [Animals("chicken", district, 1_000 * number, number) for district, number in counts]
    told = [row for row in tables(events, animals=counted)["stock"].rows if row.get("heads") is not None]
    if told:
        check_stock(told[0], told[1:], len(homes), sum(one.farms for one in counted))


def check_stock(whole: dict[str, Any], cells: Sequence[dict[str, Any]], farms: int, counted: int) -> None:
    """Both counts of farms, and what is left of them whatever is taken away, are nothing or five and more."""
    assert (whole["businesses"], whole["counted_farms"]) == (farms, counted)
    for size in range(min(len(cells), 4) + 1):
        for taken in combinations(cells, size):
            for name in ("businesses", "counted_farms"):
                left = whole[name] - sum(row[name] for row in taken)
                assert left == 0 or left >= LEAST
                assert all(row[name] == 0 or row[name] >= LEAST for row in taken)


def test_numbers_of_a_rehearsal_are_those_of_its_parties() -> None:
    asked, homes = InArrays(known(faults=False), KNOWN), dict[str, str]()
    for story in asked.stories(date(2020, 1, 1), date(2027, 1, 1)):
        homes |= {name: one.district for name, one in whos(story.record.event).items() if one.district}
    (table,) = [one for one in build(asked) if one.name == "movements"]
    rows = [row for row in table.rows if (row["month"], row["giver"], row["kind"]) == ("2026-08", "farm", "egg")]
    stories = asked.stories(date(2026, 8, 1), date(2026, 9, 1))
    eggs = [
        story._replace(moves=tuple(edge for edge in story.moves if "egg10" in edge.source.lot)) for story in stories
    ]
    (flows,) = moved_flows(eggs, homes).values()
    assert check_group(flows, rows, "moves") > 0
