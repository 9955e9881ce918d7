"""Farms that may have met a sick one: where, since when, and never backward in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from test_rehearsal import flow, known
from trace_feeds import amount, changes, event, hands

from govinnov.trace.lineage import Changes
from govinnov.trace.outbreak import InMemory, Question, answer, contacts, public
from govinnov.trace.rehearsal.nation import Party

HATCHERY, PLANT, PACKER = "8800009000017", "8800009000024", "8800009000031"
NOW = datetime(2026, 9, 1, tzinfo=UTC)
DAY = date(2026, 8, 25)


def farm(number: int) -> str:
    return f"88000080000{number}0"


def place(gln: str) -> str:
    return f"https://id.gs1.org/414/{gln}"


def sent(lot: str, giver: str, taker: str, at: str) -> dict[str, Any]:
    lots = [amount(lot, 1_000, "EA")]
    sides = hands(place(giver), place(taker))
    return event("ObjectEvent", at, "shipping", action="OBSERVE", quantityList=lots, **sides)


def chicks(number: int) -> str:
    return f"https://id.gs1.org/01/09521321004128/10/C{number}"


def flock(number: int) -> str:
    return f"https://id.gs1.org/01/09521321004128/10/F{number}"


def eggs(day: int, farm_number: int) -> str:
    return f"urn:x-govinnov:egg10/2026-08-{day}/FARM{farm_number}/2"


def killed(number: int, at: str) -> dict[str, Any]:
    fields = {
        "inputQuantityList": [amount(flock(number), 1_000, "EA")],
        "outputQuantityList": [amount(f"urn:x-govinnov:hist12/22608{at[:2]}1230{number}", 1_000, "KGM")],
        "bizLocation": {"id": place(PLANT)},
    }
    return event("TransformationEvent", at, "killing", **fields)


def slaughter(number: int, day: int) -> list[dict[str, Any]]:
    return [sent(flock(number), farm(number), PLANT, f"{day}T02"), killed(number, f"{day}T06")]


def packed(day: int, number: int) -> list[dict[str, Any]]:
    lot = eggs(day, number)
    fields = {
        "inputQuantityList": [amount(lot, 100)],
        "outputQuantityList": [amount(f"{chicks(0)}P{day}{number}", 100)],
        "bizLocation": {"id": place(PACKER)},
    }
    return [
        sent(lot, farm(number), PACKER, f"{day}T10"),
        event("TransformationEvent", f"{day}T15", "packing", **fields),
    ]


def met(events: list[dict[str, Any]], days: int = 10, steps: int = 1, day: date = DAY) -> list[tuple[Any, ...]]:
    found = contacts(InMemory(changes(*events)), Question(farm(1), day, days, steps))
    return [(one.farm, one.step, one.kind, one.first_day.day) for one in found]


def test_chicks_of_one_lot_one_slaughterhouse_day_and_one_packer_day_are_meetings() -> None:
    hatched = [sent(chicks(1), HATCHERY, farm(number), f"1{number}T07") for number in (6, 7)]
    mine = sent(chicks(1), HATCHERY, farm(1), "18T07")
    events = [*hatched, mine, *slaughter(1, 20), *slaughter(2, 20), *packed(21, 1), *packed(21, 3)]
    assert met(events) == [
        (farm(6), 1, "hatchery", 18),
        (farm(7), 1, "hatchery", 18),
        (farm(2), 1, "slaughterhouse", 20),
        (farm(3), 1, "packer", 21),
    ]


@pytest.mark.parametrize(("day", "days", "found"), [(20, 0, 1), (25, 5, 1), (25, 4, 0), (19, 10, 0)])
def test_only_what_happened_in_the_window_counts(day: int, days: int, found: int) -> None:
    events = [*slaughter(1, 20), *slaughter(2, 20)]
    assert len(met(events, days, day=date(2026, 8, day))) == found


def test_another_day_at_the_same_slaughterhouse_is_no_meeting() -> None:
    assert met([*slaughter(1, 20), *slaughter(2, 21)]) == []


def test_goods_that_only_pass_through_are_no_meeting() -> None:
    assert met([sent(flock(1), farm(1), PLANT, "20T02"), sent(flock(2), farm(2), PLANT, "20T02")]) == []
    returned = sent("https://id.gs1.org/01/09521321004128/10/PACK", farm(9), PACKER, "21T10")
    assert met([*packed(21, 1), returned]) == []


def test_a_second_step_begins_when_the_first_one_was_and_never_before() -> None:
    first = [*slaughter(1, 20), *slaughter(2, 20)]
    later, before = packed(22, 2) + packed(22, 3), packed(19, 2) + packed(19, 4)
    assert met([*first, *later, *before], steps=2) == [(farm(2), 1, "slaughterhouse", 20), (farm(3), 2, "packer", 22)]
    assert met([*first, *later, *before], steps=1) == [(farm(2), 1, "slaughterhouse", 20)]


def test_the_public_reads_districts_and_no_farm() -> None:
    told = rehearsed(2)
    shown = public(told)
    assert {row["district"] for row in shown["districts"]} == {row["district"] for row in told["farms"]}
    assert all(set(row) == {"district", "step", "kind", "first_day"} for row in shown["districts"])
    assert not any(row["farm"] in str(shown) for row in told["farms"])


def rehearsed(steps: int) -> dict[str, Any]:
    one, changed = flow(faults=False), known(faults=False)
    return answer(InMemory(changed), Question(sick(changed).gln, one.last, 7, steps), NOW)


def sick(changed: Changes) -> Party:
    """A farm of a rehearsal whose eggs went to a packer that got others on the same day."""
    layers = flow(faults=False).nation.layers
    packers = [layer.packer for layer in layers]
    return next(layer.farm for layer in layers if packers.count(layer.packer) > 1)


def test_a_rehearsal_gives_the_farms_that_its_packers_days_say() -> None:
    layers = flow(faults=False).nation.layers
    mine = [layer.packer for layer in layers if layer.farm == sick(known(faults=False))]
    wanted = {layer.farm.gln for layer in layers if layer.packer in mine} - {sick(known(faults=False)).gln}
    found = [one for one in rehearsed(1)["farms"] if one["kind"] == "packer"]
    assert {one["farm"] for one in found} == wanted
    assert {one["first_day"] for one in found} == {str(flow().last - timedelta(days=7))}
