"""What is told of a month stays, until five parties of a cell or more have new numbers at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from derived_flow import (
    ANSEONG,
    EUMSEONG,
    GOESAN,
    JINCHEON,
    KNOWN,
    Remembering,
    laid,
    mark,
    placed,
    sent,
    shown,
    slaughtered,
    told_on,
)

from govinnov.trace.derived import Book, build
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.parts import Part
from govinnov.trace.derived.telling import About, Label, Telling, Told
from govinnov.trace.epcis.model import Event
from govinnov.trace.lineage import changes_of
from govinnov.trace.recall.official import Inspection

DAY = date(2026, 8, 3)
NEXT = DAY + timedelta(days=1)
HERE = Label("district", EUMSEONG)


def eggs(farms: Iterable[int], district: str = EUMSEONG, day: date = DAY, count: int = 30_000) -> list[Event]:
    return [laid(farm, district, day, count) for farm in farms]


class Site:
    """Publishes tables day by day."""

    def __init__(self) -> None:
        self.told: list[Telling] = []
        self.known_at = KNOWN

    def publish(self, events: list[Event], **more: Any) -> dict[str, Table]:
        self.known_at += timedelta(days=1)
        return told_on(events, self.known_at, self.told, **more)

    def lots(self, events: list[Event]) -> list[tuple[Any, ...]]:
        return shown(self.publish(events)["lots"], "level", "district", "businesses", "lots", "quantity", unit="EA")


def test_what_four_farms_report_late_waits_until_a_fifth_does() -> None:
    site = Site()
    first = site.lots(eggs(range(8)))
    assert first == [("nation", "전국", 8, "8", "240000"), ("district", EUMSEONG, 8, "8", "240000")]
    assert site.lots(eggs(range(8)) + eggs(range(4), day=NEXT)) == first
    assert site.lots(eggs(range(8)) + eggs(range(5), day=NEXT)) == [
        ("nation", "전국", 8, "13", "390000"),
        ("district", EUMSEONG, 8, "13", "390000"),
    ]


def test_a_month_of_which_nothing_new_is_told_gives_the_same_rows_with_the_same_moment() -> None:
    site = Site()
    first = site.publish(eggs(range(8)))["lots"]
    assert site.publish(eggs(range(9)))["lots"] == first
    assert {row["known_at"] for row in first.rows} == {KNOWN + timedelta(days=1)}


def test_what_is_void_is_told_with_five_that_have_new_numbers_and_who_was_counted_is() -> None:
    site = Site()
    first = site.lots(eggs(range(12)))
    assert site.lots(eggs(range(8))) == first
    assert site.lots([]) == first
    assert site.lots(eggs(range(11)) + eggs(range(4), day=NEXT)) == first
    assert site.lots(eggs(range(11)) + eggs(range(5), day=NEXT))[1] == ("district", EUMSEONG, 12, "16", "480000")


def test_farms_that_are_new_in_a_cell_wait_while_the_reports_of_others_are_told() -> None:
    site = Site()
    site.lots(eggs(range(6)))
    late = eggs(range(6)) + eggs(range(6), day=NEXT)
    assert site.lots(late + eggs([6, 7]))[1] == ("district", EUMSEONG, 6, "12", "360000")
    assert site.lots(late + eggs(range(6, 11)))[1] == ("district", EUMSEONG, 11, "17", "510000")


def test_a_district_of_which_nothing_was_told_gets_a_cell_of_its_own_when_five_farms_report() -> None:
    site = Site()
    first = site.lots(eggs(range(6)))
    assert site.lots(eggs(range(6)) + eggs(range(10, 14), ANSEONG)) == first
    assert site.lots(eggs(range(6)) + eggs(range(10, 15), ANSEONG)) == [
        ("nation", "전국", 11, "11", "330000"),
        ("district", ANSEONG, 5, "5", "150000"),
        ("district", EUMSEONG, 6, "6", "180000"),
    ]


def test_a_district_stays_in_the_cell_in_which_it_was_told() -> None:
    site, small = Site(), eggs(range(3), GOESAN) + eggs(range(10, 12), JINCHEON)
    assert site.lots(small)[1] == ("rest", "충청북도", 5, "5", "150000")
    assert site.lots(small + eggs(range(20, 25), GOESAN)) == [
        ("nation", "전국", 10, "10", "300000"),
        ("rest", "충청북도", 10, "10", "300000"),
    ]


def test_movements_change_for_five_givers_and_five_takers() -> None:
    def moved(farms: int, packers: int) -> list[Event]:
        return [sent(farm, EUMSEONG, farm % packers, NEXT) for farm in range(farms)]

    site, before = Site(), [sent(farm, EUMSEONG, farm, DAY) for farm in range(8)]
    first = site.publish(before)["movements"]
    assert site.publish(before + moved(8, 4))["movements"] == first
    assert shown(site.publish(before + moved(8, 5))["movements"], "businesses", "moves", level="district") == [
        (8, "16")
    ]


def part(farm: int, count: int, quantity: int) -> Part:
    return Part((str(farm),), EUMSEONG, count, Decimal(quantity))


def told(*days: list[Part]) -> Told:
    """A group of which something is told on some days."""
    about, found = About("lots", "2026-08", ("begun",)), Told(About("lots", "2026-08", ("begun",)))
    for parts in days:
        entries = found.anew(parts, {EUMSEONG: HERE})
        if entries:
            new = Telling(about, len(found.tellings) + 1, KNOWN, "2026-08", tuple(entries))
            found = Told(about, (*found.tellings, new))
    return found


FIRST = [part(farm, 1, 100) for farm in range(8)]


@pytest.mark.parametrize("few", [part(0, 2, 200), part(0, 2, 150)])
def test_each_number_changes_for_five_by_itself(few: Part) -> None:
    """Of five farms with new amounts one has a new count too: it alone would be told by the count of lots."""
    five = [part(farm, 1, 200) for farm in range(1, 6)]
    later = told(FIRST, [few, *five, *FIRST[6:]])
    assert [entry.part for entry in later.tellings[-1].entries] == five
    assert told(FIRST, [few, *five[:4], *FIRST[5:]]).tellings == told(FIRST).tellings


def test_a_number_that_goes_back_is_told_with_five_that_are_new() -> None:
    changed = [part(farm, 1, 200) for farm in range(5)] + FIRST[5:]
    twice = told(FIRST, changed)
    assert told(FIRST, changed, FIRST).tellings == twice.tellings
    four = [*FIRST[:4], *(part(farm, 1, 300) for farm in range(4, 8))]
    assert told(FIRST, changed, four).tellings == twice.tellings
    five = [*FIRST[:3], *(part(farm, 1, 300) for farm in range(3, 8))]
    assert [one.part for one in told(FIRST, changed, five).tellings[-1].entries] == five


def test_who_came_and_went_leaves_no_number_that_days_together_would_tell() -> None:
    """Had eight gone alone, the third day less what came on the second would be the two that stayed."""
    came = FIRST + [part(farm, 1, 100) for farm in range(10, 15)]
    assert told(FIRST, came, came[6:]).tellings == told(FIRST, came).tellings


def test_who_moves_to_another_district_stays_in_the_cell_in_which_it_was_told() -> None:
    there = Part(("0",), ANSEONG, 1, Decimal(100))
    assert told(FIRST, [there, *FIRST[1:]]).tellings == told(FIRST).tellings
    later = [Part(("0",), ANSEONG, 1, Decimal(200)), *(part(farm, 1, 200) for farm in range(1, 8))]
    assert [entry.label for entry in told(FIRST, later).tellings[-1].entries] == [HERE] * 8


def test_stock_of_the_next_month_changes_for_five_farms_and_else_says_of_which_month_it_is() -> None:
    site, columns = Site(), ("month", "level", "businesses", "heads")
    flocks = [placed(farm, EUMSEONG, date(2026, 7, 10)) for farm in range(8)]
    flocks += [event for farm in range(8) for event in slaughtered(farm, EUMSEONG, date(2026, 8, 10), 1_000)]
    counted = [Animals("chicken", EUMSEONG, 200_000, 9), Animals("chicken", ANSEONG, 90_000, 6)]
    first = site.publish(flocks, animals=counted)["stock"]
    assert shown(first, *columns) == [
        ("2026-08", "nation", 8, "72000"),
        ("2026-08", "district", 0, "0"),
        ("2026-08", "district", 8, "72000"),
    ]
    site.known_at += timedelta(days=30)
    left = [event for farm in range(4) for event in slaughtered(farm, EUMSEONG, date(2026, 9, 5), 500)]
    assert site.publish(flocks + left, animals=counted)["stock"] == first
    left += slaughtered(4, EUMSEONG, date(2026, 9, 6), 500)
    assert shown(site.publish(flocks + left, animals=counted)["stock"], *columns) == [
        ("2026-09", "nation", 8, "70000"),
        ("2026-09", "district", 0, "0"),
        ("2026-09", "district", 8, "70000"),
    ]


def test_a_new_count_of_animals_is_told_by_cells_only_where_each_has_none_or_five_farms() -> None:
    site, columns = Site(), ("level", "heads", "counted_farms")
    flocks = [placed(farm, EUMSEONG, date(2026, 7, 10)) for farm in range(8)]
    flocks += [event for farm in range(8) for event in slaughtered(farm, EUMSEONG, date(2026, 8, 10), 1_000)]
    for farms, shows in ((9, 9), (3, 0)):
        found = site.publish(flocks, animals=[Animals("chicken", EUMSEONG, 200_000, farms)])["stock"]
        assert shown(found, *columns, level="district") == [("district", "72000", shows)]


def inspections(site: Site, found: list[Inspection], screened: Any) -> list[tuple[Any, ...]]:
    asked = Remembering(changes_of([]), site.known_at, found)
    asked.told = tuple(site.told)
    book = Book(asked)
    tables = build(asked, screened=screened, book=book)
    site.told += book.new
    return shown(next(one for one in tables if one.name == "inspections"), "item", "level", "businesses")


def test_an_inspection_that_comes_late_waits_and_an_item_that_may_not_be_read_any_more_is_gone() -> None:
    found = [Inspection(DAY, "피프로닐", "pass", farm=mark(farm, DAY).split("/")[2]) for farm in range(10)]
    site, told_of = Site(), [("피프로닐", "nation", 5), ("피프로닐", "elsewhere", None)]
    assert inspections(site, found[:5], str) == told_of
    assert inspections(site, found[:6], str) == told_of
    assert inspections(site, found, str)[0] == ("피프로닐", "nation", 10)
    assert {item for item, *_ in inspections(site, found, lambda text: "…")} == {"…"}
