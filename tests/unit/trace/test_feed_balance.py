"""Eggs by size and heads that died stand in the events of feeds, so what does not add up is found in tables too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trace_reports as reports
from trace_reports import EGGS, LOSS, PACKING, PLACING, SLAUGHTER, pipe, read, table

from govinnov.trace.checks import check
from govinnov.trace.feeds.reading import Read
from govinnov.trace.lineage import changes_of, state_of

LATER = datetime(2026, 8, 30, tzinfo=UTC)
SIZES = ("king", "extra", "large", "medium", "small", "other")
OTHER_FARM = {**reports.FARM, "farm_number": "410999"}


def found(*feeds: Read) -> list[tuple[str, str]]:
    """What does not add up, beside what is late: the code, and what of it."""
    changes = changes_of(state_of([one.document for one in feeds]).records)
    wrong = [one for one in check(changes, LATER) if one.code != "report-overdue"]
    return [(one.code, one.message_en.partition("(")[2].partition(")")[0]) for one in wrong]


def by_size(name: str, *counts: int) -> dict[str, str]:
    return {f"{name}_{size}": str(count) for size, count in zip(SIZES, counts, strict=True)}


def graded(handled: int, thrown: int, **more: str) -> dict[str, str]:
    received = by_size("received", 100, 200, 300, 40, 5, 6)
    kept = by_size("handled", 100, handled, 300, 40, 5, 6)
    row = {name: told for name, told in PACKING.items() if name != "handled"}
    return {**row, **received, **kept, **by_size("discarded", 0, thrown, 0, 0, 0, 0), **more}


@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize(("handled", "thrown", "wrong"), [(190, 10, []), (190, 9, [("eggs-unbalanced", "extra")])])
def test_eggs_balance_size_by_size(
    tmp_path: Path, korean: bool, handled: int, thrown: int, wrong: list[tuple[str, str]]
) -> None:
    assert found(read(tmp_path, table("packing", graded(handled, thrown), korean=korean))) == wrong


def test_what_one_size_lacks_another_does_not_make_up(tmp_path: Path) -> None:
    row = graded(190, 10) | {"handled_king": "99", "handled_large": "301"}
    assert found(read(tmp_path, table("packing", row))) == [("eggs-unbalanced", "jumbo, large")]


@pytest.mark.parametrize(("discarded", "wrong"), [("20", []), ("19", [("eggs-unbalanced", "total")])])
def test_where_no_sizes_are_told_eggs_balance_in_all(
    tmp_path: Path, discarded: str, wrong: list[tuple[str, str]]
) -> None:
    row = PACKING | {"received": "30020", "handled": "30000", "discarded": discarded}
    assert found(read(tmp_path, table("packing", row))) == wrong


@pytest.mark.parametrize(("thrown", "wrong"), [("2", []), ("1", [("eggs-unbalanced", "total")])])
def test_a_pipe_record_that_tells_only_how_many_were_discarded_balances_in_all(
    tmp_path: Path, thrown: str, wrong: list[tuple[str, str]]
) -> None:
    told = {"code": "305011230001", "packed_on": "20230501", "laid_on": "20230430", "discarded": thrown}
    line = pipe("mtrace-packing", received_king="30", handled_king="28", reporter_business_number="1208147521", **told)
    assert found(read(tmp_path, line.encode("cp949"))) == wrong


def test_meat_loses_weight_where_it_is_cut_and_is_not_counted_as_eggs(tmp_path: Path) -> None:
    row = {**PACKING, "code": "226082312301", "received": "100", "handled": "80", "unit": "KGM"}
    assert found(read(tmp_path, table("packing", {**row, "laid_on": "", "pack_code": ""}))) == []


def raised(folder: Path, *more: tuple[str, dict[str, str]]) -> list[tuple[str, str]]:
    feeds = [("placing", PLACING), ("losses", LOSS), *more]
    return found(*(read(folder, table(kind, row)) for kind, row in feeds))


def test_heads_less_those_that_died_balance_from_placing_to_slaughter(tmp_path: Path) -> None:
    killed = SLAUGHTER | {"flock": "F8", "heads": "5000", "dead": "7", "discarded": "5"}
    assert raised(tmp_path, ("slaughter", killed)) == []
    assert raised(tmp_path, ("slaughter", killed | {"dead": "8"})) == [("heads-unbalanced", "")]
    assert raised(tmp_path, ("slaughter", killed | {"dead": "6"})) == [("heads-unbalanced", "")]


def test_birds_that_came_dead_give_no_meat(tmp_path: Path) -> None:
    killed = SLAUGHTER | {"flock": "F8", "heads": "1000", "dead": "4012", "weight_kg": "7500.5"}
    assert [code for code, _ in raised(tmp_path, ("slaughter", killed))] == ["weight-unlikely"]


def test_two_farms_share_a_hatch_and_its_eggs_lead_back_to_the_hatchery(tmp_path: Path) -> None:
    rows = PLACING, {**PLACING, **OTHER_FARM, "serial": "F2"}
    placed = read(tmp_path, table("placing", *rows))
    laid = read(tmp_path, table("eggs", EGGS | {"flock": "F8"}))
    edges = changes_of(state_of([placed.document, laid.document]).records).edges
    hatch = {edge.source.lot for edge in edges if ":hatch/" in edge.source.lot}
    flocks = {edge.target.lot for edge in edges if edge.source.lot in hatch and edge.kind == "make"}
    eggs = [edge for edge in edges if edge.target.lot.endswith("2026-08-23/M3FSD/2")]
    assert (len(hatch), len(flocks)) == (1, 2)
    assert [edge.source.lot in flocks for edge in eggs] == [True]


def test_two_records_of_the_same_amount_are_two_deliveries(tmp_path: Path) -> None:
    feed = read(tmp_path, table("packing", PACKING, PACKING | {"serial": "P2"}))
    assert found(feed) == []
    assert [event.get("eventID", "") for event in feed.events].count("") == 0


@pytest.mark.parametrize(("kind", "row", "field"), [("placing", PLACING, "hatch"), ("losses", LOSS, "flock")])
def test_a_record_that_leaves_out_what_it_is_about_is_held(
    tmp_path: Path, kind: str, row: dict[str, Any], field: str
) -> None:
    told = read(tmp_path, table(kind, row, row | {"serial": "X", field: "  "}))
    assert (told.records, told.held) == (2, 1)
    assert told.findings
