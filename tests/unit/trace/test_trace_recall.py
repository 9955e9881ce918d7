"""What would have to be taken back, and how much of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
import trace_reports as reports
from hypothesis import given, settings
from hypothesis import strategies as st
from trace_feeds import EGGS, FARM_GLN, FEED, OTHER_EGGS, PACK, changes

from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import InMemory, Predicate, answer, behind, reach, weigh

KEYS = ["farm", "from", "to", "known_at", "rehearsal", "seeds", "lots", "totals", "truncated"]
LOT = ["code", "on", "kind", "district", "hops", "via", "quantity", "unit", "share", "exposed"]
COMMAND = [sys.executable, "-c", "from govinnov.trace.cli import trace; trace(prog_name='trace')", "recall"]
AUGUST = Predicate(date(2026, 8, 1), date(2026, 8, 30), "M3FSD")
FLOCK, OTHER_FLOCK, MEAT = "urn:x:flock:1", "urn:x:flock:2", "urn:x-govinnov:hist12/226082312301"


def recalled(predicate: Predicate, *events: dict[str, Any]) -> dict[str, Any]:
    ground = InMemory(changes(*events))
    return answer(ground, predicate, reach(ground, predicate), feeds.NOW)


def lots(told: dict[str, Any]) -> dict[str, list[float]]:
    return {one["code"]: one["share"] for one in told["lots"]}


def slaughtered(at: str, *inputs: tuple[str, int], meat: str = MEAT) -> dict[str, Any]:
    amounts = [feeds.amount(*one) for one in inputs]
    return feeds.packed(at, inputQuantityList=amounts, outputQuantityList=[feeds.amount(meat, 90, "KGM")])


def test_eggs_of_a_farms_days_and_all_that_came_of_them() -> None:
    told = recalled(AUGUST, *FEED)
    assert (list(told), [list(one) for one in told["lots"]]) == (KEYS, [LOT, LOT])
    assert (told["farm"], told["from"], told["to"]) == ("M3FSD", "2026-08-01", "2026-08-30")
    assert told["seeds"] == ["egg10/2026-08-23/M3FSD/2"]
    eggs, pack = told["lots"]
    assert (eggs["on"], eggs["kind"], eggs["hops"], eggs["via"], eggs["quantity"]) == (
        "2026-08-23", "egg", 0, None, 30_000,
    )  # fmt: skip
    assert (pack["code"], pack["on"], pack["kind"], pack["hops"]) == (code_of(PACK), "2026-08-24", "chicken", 1)
    assert (pack["via"], pack["quantity"], pack["unit"]) == (eggs["code"], 3_000, None)
    assert (pack["share"], pack["exposed"]) == ([0.6667, 0.6667], [2_000, 2_000])
    assert told["totals"]["lots"] == 2
    assert [(one["kind"], one["exposed"]) for one in told["totals"]["exposed"]] == [
        ("chicken", [2_000, 2_000]),
        ("egg", [30_000, 30_000]),
    ]


@pytest.mark.parametrize(
    ("left_out", "districts"),
    [
        (None, ["경기도 안성시", "충청북도 음성군"]),
        ("eggs", ["경기도 안성시", "충청북도 음성군"]),
        ("packing", ["충청북도 음성군"]),
    ],
)
def test_each_lot_has_the_district_of_who_made_it_or_had_it_first(
    tmp_path: Path, left_out: str | None, districts: list[str]
) -> None:
    documents = [reports.read(tmp_path, reports.table(*one)).document for one in reports.FEED if one[0] != left_out]
    ground = InMemory(changes_of(state_of(documents).records))
    told = answer(ground, AUGUST, reach(ground, AUGUST), feeds.NOW)
    assert [one["district"] for one in told["lots"]] == districts


def test_a_district_that_nobody_tells_is_told_to_be_unknown() -> None:
    assert {one["district"] for one in recalled(AUGUST, *FEED)["lots"]} == {None}


@pytest.mark.parametrize(
    ("first", "last", "hit"),
    [("08-01", "08-22", False), ("08-23", "08-23", True), ("08-24", "08-30", False), ("07-01", "08-23", True)],
)
def test_days_are_inclusive(first: str, last: str, hit: bool) -> None:
    days = (date.fromisoformat(f"2026-{day}") for day in (first, last))
    assert bool(lots(recalled(Predicate(*days, "M3FSD"), *FEED))) is hit


def test_a_farm_may_be_named_by_its_number_too() -> None:
    for name in (FARM_GLN, feeds.FARM):
        by_number = recalled(Predicate(AUGUST.first, AUGUST.last, name), *FEED)
        assert lots(by_number) == lots(recalled(AUGUST, *FEED))


def test_meat_falls_under_it_by_its_slaughter_where_its_flock_stood_at_the_farm() -> None:
    there = feeds.shipped(FLOCK, feeds.FARM, feeds.PACKER, "22T10")
    events = [there, slaughtered("23T09", (FLOCK, 300), (OTHER_FLOCK, 100))]
    farm = Predicate(date(2026, 8, 23), date(2026, 8, 23), FARM_GLN)
    told = recalled(farm, *events)
    assert told["seeds"] == ["hist12/226082312301"]
    (meat,) = told["lots"]
    assert (meat["share"], meat["quantity"], meat["unit"], meat["exposed"]) == ([0.75, 0.75], 90, "KGM", [67.5, 67.5])
    assert (meat["on"], meat["kind"], meat["hops"]) == ("2026-08-23", "chicken", 0)
    for day in (22, 24):
        assert lots(recalled(Predicate(date(2026, 8, day), date(2026, 8, day), FARM_GLN), *events)) == {}
    late = slaughtered("24T09", (FLOCK, 50), meat=MEAT)
    assert lots(recalled(farm, *events, late)) == {"hist12/226082312301": [0.375, 0.375]}


def test_a_slaughter_with_several_lots_of_meat_is_one_mix() -> None:
    there = feeds.shipped(FLOCK, feeds.FARM, feeds.PACKER, "22T10")
    many = slaughtered("23T09", (FLOCK, 300), (OTHER_FLOCK, 100))
    other = MEAT.replace("12301", "12302")
    many["outputQuantityList"].append(feeds.amount(other, 10, "KGM"))
    cut = slaughtered("25T09", (other, 10), meat="urn:x-govinnov:bundle15/2026-08-25/2/1234/009")
    told = recalled(Predicate(date(2026, 8, 23), date(2026, 8, 23), FARM_GLN), there, many, cut)
    assert {one["code"]: (one["hops"], one["via"], one["share"][0]) for one in told["lots"]} == {
        "hist12/226082312301": (0, None, 0.75),
        "hist12/226082312302": (0, None, 0.75),
        "bundle15/2026-08-25/2/1234/009": (1, "hist12/226082312302", 0.75),
    }


def test_a_flock_that_is_split_at_the_farm_is_not_slaughtered_there() -> None:
    split = slaughtered("22T09", (FLOCK, 300), meat=OTHER_FLOCK)
    split["bizLocation"] = {"id": feeds.FARM}
    sent = feeds.shipped(OTHER_FLOCK, feeds.FARM, feeds.PACKER, "22T10")
    gs1 = "https://id.gs1.org/01/09521321004128/10/ABC"
    week = Predicate(date(2026, 8, 20), date(2026, 8, 26), FARM_GLN)
    assert lots(recalled(week, split, sent, slaughtered("23T09", (OTHER_FLOCK, 9), meat=gs1))) == {
        "gs1/01/09521321004128/10/ABC": [1, 1]
    }


def test_a_recall_never_passes_from_a_child_to_its_siblings() -> None:
    sibling = "urn:x-govinnov:bundle15/2026-08-24/2/1234/007"
    beside = feeds.loaded("ADD", "24T12", child=sibling)
    assert set(lots(recalled(AUGUST, *FEED, beside))) == {code_of(EGGS), code_of(PACK)}


def test_what_is_void_does_not_count() -> None:
    assert set(lots(recalled(AUGUST, *FEED, feeds.error(FEED[4])))) == {code_of(EGGS)}


def test_a_gap_in_the_moves_of_a_lot_does_not_hide_what_came_of_it() -> None:
    unmoved = [one for one in FEED if one["bizStep"] != "shipping"]
    assert lots(recalled(AUGUST, *unmoved)) == lots(recalled(AUGUST, *FEED))


def test_an_unknown_quantity_is_exposed_from_nothing_on_and_comes_last() -> None:
    mute = feeds.packed(inputEPCList=[EGGS], inputQuantityList=[], outputQuantityList=[{"epcClass": PACK}])
    told = recalled(AUGUST, FEED[0], mute)
    assert [(one["code"], one["exposed"]) for one in told["lots"]] == [
        (code_of(EGGS), [30_000, 30_000]),
        (code_of(PACK), [0, None]),
    ]


def test_of_a_lot_that_nobody_saw_come_into_being_the_largest_amount_told_counts() -> None:
    sold = [feeds.shipped(EGGS, feeds.PACKER, f"urn:x:shop:{n}", quantity=n * 50) for n in (1, 3, 2)]
    (eggs,) = recalled(AUGUST, *sold)["lots"]
    assert eggs["quantity"] == 150


def test_ranked_by_exposure_then_code() -> None:
    packs = [f"urn:x-govinnov:bundle15/2026-08-24/2/1234/{n:03}" for n in (3, 1, 2)]
    made = [
        feeds.packed(inputQuantityList=[feeds.amount(EGGS, 5)], outputQuantityList=[feeds.amount(pack, quantity)])
        for pack, quantity in zip(packs, (7, 7, 9), strict=True)
    ]
    told = recalled(AUGUST, FEED[0], *made)
    assert [one["code"][-3:] for one in told["lots"]] == ["D/2", "002", "001", "003"]


def test_more_lots_than_there_is_room_for_are_told() -> None:
    chain = [slaughtered("24T09", (f"urn:x:{n}", 1), meat=f"urn:x:{n + 1}") for n in range(30)]
    first = slaughtered("23T09", (EGGS, 1), meat="urn:x:0")
    ground = InMemory(changes(FEED[0], first, *chain))
    found = reach(ground, AUGUST, most=10)
    assert (found.walked.truncated, len(found.shares)) == (True, 10)
    assert reach(ground, AUGUST).walked.truncated is False


NAMES = [EGGS, OTHER_EGGS, PACK, MEAT, FLOCK, OTHER_FLOCK, "urn:x:1", "urn:x:2"]


@st.composite
def makings(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Random makings, some of them in circles, some with a transformation id, and where the flocks stood."""
    made = [*FEED[:2], feeds.shipped(FLOCK, feeds.FARM, feeds.PACKER, "22T10")]
    for _ in range(draw(st.integers(1, 7))):
        sources, targets = (draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)) for _ in "ab")
        quantities = st.integers(1, 5)
        extra = draw(st.sampled_from([{}, {"transformationID": "urn:uuid:7"}]))
        made.append(
            feeds.packed(
                draw(st.sampled_from(["23T09", "24T10"])),
                inputQuantityList=[feeds.amount(one, draw(quantities)) for one in sources],
                outputQuantityList=[feeds.amount(one, draw(quantities)) for one in targets],
                **extra,
            )
        )
    return made


@settings(max_examples=150, deadline=None)
@given(events=makings(), farm=st.sampled_from(["M3FSD", FARM_GLN]))
def test_a_lot_alone_says_what_the_whole_recall_says(events: list[dict[str, Any]], farm: str) -> None:
    """Forward from the predicate, or back from the lot: the same share, hops and path."""
    predicate, ground = Predicate(date(2026, 8, 23), date(2026, 8, 23), farm), InMemory(changes(*events))
    found = reach(ground, predicate)
    for lot in NAMES:
        alone = weigh(ground, predicate, behind(ground, [lot]))
        assert alone.shares.get(lot) == found.shares.get(lot)
        if lot in found.shares:
            assert alone.path(lot) == found.path(lot)
            assert len(found.path(lot)) == found.before[lot][0] + 1


def test_ten_thousand_by_ten_thousand_end_soon() -> None:
    inputs, outputs = ([f"urn:x:{side}:{number}" for number in range(10_000)] for side in "ab")
    event = feeds.event("TransformationEvent", "24T09", "packing", inputEPCList=[EGGS, *inputs], outputEPCList=outputs)
    ground = InMemory(changes(event))
    started = time.process_time()
    found = reach(ground, AUGUST)
    assert time.process_time() - started < 2
    assert (len(found.shares), found.path("urn:x:b:7")) == (10_002, [EGGS, "urn:x:b:7"])


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def options(farm: str = "M3FSD", first: str = "2026-08-01", days: str = "30") -> Iterable[str]:
    return "--farm", farm, "--from", first, "--days", days


def test_the_command_says_it_of_files(tmp_path: Path) -> None:
    path, bad = feeds.write(tmp_path, *FEED), feeds.write(tmp_path, {**FEED[0], "eventTime": "today"}, name="bad")
    ended = run(*options("m3fsd"), "--files", path, bad, "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, list(told), len(told["lots"])) == (0, KEYS, 2)
    assert str(bad) in ended.stderr
    assert "bundle15/2026-08-24/2/1234/001 2026-08-24 chicken 2000 × 0.6667" in run(*options(), "--files", path).stdout
    assert run(*options("K7PQB"), "--files", path).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        options(),
        [*options(), "--files"],
        options(days="0"),
        options(first="today"),
        [*options(first="9999-12-31"), "--files", __file__],
    ],
)
def test_usage_is_told_with_exit_code_two(arguments: Iterable[str]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
