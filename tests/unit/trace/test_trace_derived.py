"""Tables for everybody: they are right, the same each time, and a rehearsal's say that they are one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from derived_flow import (
    ANSEONG,
    EUMSEONG,
    GOESAN,
    JINCHEON,
    KNOWN,
    laid,
    mark,
    placed,
    sent,
    shown,
    slaughtered,
    sources,
    tables,
)
from test_rehearsal import flow, known
from trace_feeds import FEED, write

from govinnov.gate.permits import Permits
from govinnov.trace.cli import trace
from govinnov.trace.derived import build
from govinnov.trace.derived import write as write_tables
from govinnov.trace.derived.animals import Animals, find, read
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.files import InArrays
from govinnov.trace.derived.texts import screened_by
from govinnov.trace.epcis.model import Event
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Kept
from govinnov.trace.rehearsal.writing import documents

DAY = date(2026, 8, 23)


def some(count: int, district: str, first: int = 0, eggs: int | None = 30_000) -> list[Event]:
    return [laid(farm, district, DAY, eggs) for farm in range(first, first + count)]


def test_five_farms_of_a_district_are_told_and_four_are_not() -> None:
    five = tables(some(5, EUMSEONG))["lots"]
    assert shown(five, "level", "district", "businesses", "lots", "quantity") == [
        ("nation", "전국", 5, "5", "150000"),
        ("district", EUMSEONG, 5, "5", "150000"),
    ]
    four = tables([*some(4, EUMSEONG), *some(11, ANSEONG, 10)])["lots"]
    assert shown(four, "level", "district", "businesses", "quantity") == [
        ("nation", "전국", 15, "450000"),
        ("elsewhere", None, None, None),
    ]
    assert shown(tables(some(4, EUMSEONG))["lots"], "level", "businesses", "lots") == [("nation", None, None)]


def test_small_districts_of_a_province_are_told_together() -> None:
    found = tables([*some(3, EUMSEONG), *some(2, JINCHEON, 3), *some(7, GOESAN, 10)])["lots"]
    assert shown(found, "level", "district", "businesses") == [
        ("nation", "전국", 12),
        ("rest", "충청북도", 5),
        ("district", GOESAN, 7),
    ]


def test_what_many_farms_give_to_four_packers_is_not_told() -> None:
    events = [sent(farm, EUMSEONG, farm % 4, DAY) for farm in range(20)]
    assert shown(tables(events)["movements"], "level", "businesses", "moves") == [("nation", None, None)]
    events = [sent(farm, EUMSEONG, farm % 5, DAY) for farm in range(20)]
    assert shown(tables(events)["movements"], "giver", "businesses", "moves", level="district") == [("farm", 20, "20")]


def test_an_amount_that_is_not_reported_is_counted_apart_and_has_no_unit() -> None:
    events = [*some(5, EUMSEONG), *some(6, EUMSEONG, 10, None)]
    rows = shown(tables(events)["lots"], "unit", "businesses", "lots", "quantity", level="district")
    assert rows == [(None, 6, "6", None), ("EA", 5, "5", "150000")]


def test_a_month_is_told_when_its_last_report_is_no_longer_awaited() -> None:
    events = some(5, EUMSEONG)
    early, late = datetime(2026, 9, 5, 14, tzinfo=UTC), datetime(2026, 9, 5, 15, tzinfo=UTC)
    assert shown(tables(events, early)["lots"], "level") == [("nothing",)]
    assert shown(tables(events, late)["lots"], "month", level="nation") == [("2026-08",)]


def test_birds_have_the_kind_of_their_meat_and_stock_is_what_came_less_what_left() -> None:
    events = [placed(farm, EUMSEONG, date(2026, 7, 10)) for farm in range(6)]
    events += [event for farm in range(6) for event in slaughtered(farm, EUMSEONG, DAY, 4_000, duck=True)]
    counted = [Animals("duck", EUMSEONG, 100_000, 9), Animals("chicken", ANSEONG, 7_000, 4)]
    found = tables(events, animals=counted)
    assert shown(found["stock"], "month", "kind", "level", "businesses", "heads", "counted_heads", "share") == [
        ("2026-08", "chicken", "nation", None, None, None, None),
        ("2026-08", "duck", "nation", 6, "36000", 100_000, 0.36),
        ("2026-08", "duck", "district", 6, "36000", 100_000, 0.36),
    ]
    assert shown(found["movements"], "giver", "kind", month="2026-07") == [("hatchery", "duck")]
    assert {row["kind"] for row in found["lots"].rows} == {"duck"}


def test_a_count_of_fewer_than_five_farms_hides_the_district_with_all_its_numbers() -> None:
    counted = [Animals("chicken", EUMSEONG, 50_000, 4), Animals("chicken", ANSEONG, 90_000, 12)]
    counted += [Animals("chicken", "경상북도 영주시", 70_000, 3)]
    rows = shown(tables([], animals=counted)["stock"], "level", "district", "counted_farms", "counted_heads")
    assert rows == [
        ("nation", "전국", 19, 210_000),
        ("district", ANSEONG, 12, 90_000),
        ("elsewhere", None, None, None),
    ]


def inspected(farm: int, verdict: Any = "pass", item: str = "피프로닐") -> Inspection:
    return Inspection(DAY, item, verdict, farm=mark(farm, DAY).split("/")[2])


def table(name: str, events: list[Event], **more: Any) -> Table:
    return next(one for one in build(sources(events, **more)) if one.name == name)


def test_inspections_are_told_by_verdict_and_one_that_failed_is_not_told_alone() -> None:
    found = [*(inspected(farm) for farm in range(8)), inspected(1, "fail")]
    made = table("inspections", some(8, EUMSEONG), inspections=found)
    assert shown(made, "verdict", "level", "businesses", "inspections") == [
        ("fail", "nation", None, None),
        ("pass", "nation", 8, "8"),
        ("pass", "district", 8, "8"),
    ]


def test_inspections_of_a_farm_by_its_mark_and_by_its_eggs_are_one_farms() -> None:
    found = [*(inspected(farm % 4) for farm in range(8)), Inspection(DAY, "피프로닐", "pass", lot=mark(1, DAY))]
    made = table("inspections", some(4, EUMSEONG), inspections=found)
    assert shown(made, "level", "businesses") == [("nation", None)]


def kept(state: Any) -> Kept:
    days = Predicate(DAY, DAY, mark(0, DAY).split("/")[2])
    return Kept(1, days, None, state, "기준을 넘었습니다.", "Too much.", KNOWN)


@pytest.mark.parametrize(("state", "told"), [("open", "recalled"), ("closed", "closed")])
def test_a_recall_tells_codes_dates_reason_and_what_to_do_and_no_one(state: Any, told: str) -> None:
    events = [laid(0, EUMSEONG, DAY), sent(0, EUMSEONG, 1, DAY)]
    (row,) = table("recalls", events, recalls=[kept(state)]).rows
    assert row["code"] == mark(0, DAY).removeprefix("urn:x-govinnov:")
    assert (row["product"], row["state"], row["complete"]) == ("egg", told, True)
    assert all(row[name] for name in ("first", "last", "since", "reason_ko", "reason_en", "todo_ko", "todo_en"))
    assert "party/" not in str(row)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_draft_and_a_withdrawn_recall_are_not_told(state: Any) -> None:
    made = table("recalls", some(5, EUMSEONG), recalls=[kept(state)])
    assert shown(made, "state", "code") == [("nothing", None)]


def test_what_the_screen_leaves_out_of_a_reason_or_an_item_is_not_told() -> None:
    asked = sources(some(5, EUMSEONG), recalls=[kept("open")], inspections=[inspected(1)])
    found = {one.name: one for one in build(asked, screened=lambda text: "…")}
    assert shown(found["recalls"], "reason_ko", "reason_en") == [("…", "…")]
    assert shown(found["inspections"], "item") == [("…",)]


def test_what_the_gate_holds_of_a_text_is_not_told_and_without_a_gate_nothing_is() -> None:
    held, passes = "문의: 010-2345-6789", "기준을 넘었습니다."
    assert [screened_by(Permits())(text) for text in (held, passes, "")] == ["…", passes, ""]
    assert [screened_by(None)(text) for text in (held, passes, "")] == ["…", "…", ""]


def test_the_same_gives_the_same_bytes_and_nothing_is_written_twice(tmp_path: Path) -> None:
    events = [*some(6, EUMSEONG), *[sent(farm, EUMSEONG, farm, DAY) for farm in range(6)]]
    told = write_tables(tmp_path, build(sources(events)), KNOWN)
    before = {path.name: (path.read_bytes(), path.stat().st_ino) for path in tmp_path.iterdir()}
    assert write_tables(tmp_path, build(sources(events[::-1])), KNOWN) == told
    assert {path.name: (path.read_bytes(), path.stat().st_ino) for path in tmp_path.iterdir()} == before
    assert set(before) == {"tables.json", "lots.csv", "movements.csv", "inspections.csv", "recalls.csv", "stock.csv"}


def test_tables_of_a_rehearsal_say_so_in_their_names_and_first_columns(tmp_path: Path) -> None:
    made = build(InArrays(known(faults=False), KNOWN))
    write_tables(tmp_path, made, KNOWN, rehearsal=True)
    for path in tmp_path.glob("*.csv"):
        assert path.name.startswith("연습-")
        assert {line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()} == {"연습"}
    assert json.loads((tmp_path / "tables.json").read_text(encoding="utf-8"))["rehearsal"] is True


def test_the_command_makes_the_tables_of_files(tmp_path: Path) -> None:
    out, feed = tmp_path / "out", str(write(tmp_path, *FEED))
    asked = ["datasets", "--files", feed, "--at", "2026-09-20T00:00:00Z", "--out", str(out)]
    ran = CliRunner().invoke(trace, [*asked, "--json"])
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.output)
    assert told == json.loads((out / "tables.json").read_text(encoding="utf-8"))
    assert told["tables"]["lots"]["rows"] == len((out / "lots.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert CliRunner().invoke(trace, ["datasets", "--files"]).exit_code == 2
    assert CliRunner().invoke(trace, [*asked, "--animals", str(out)]).exit_code == 2


def test_files_of_a_rehearsal_make_tables_that_say_so_without_being_told(tmp_path: Path) -> None:
    raw = next(raw for _, raw, _ in documents(flow()))
    (tmp_path / "x.jsonld").write_bytes(raw)
    ran = CliRunner().invoke(trace, ["datasets", "--files", str(tmp_path / "x.jsonld"), "--json"])
    told = json.loads(ran.output)
    assert told["rehearsal"] is True
    assert all(one["file"].startswith("연습-") for one in told["tables"].values())


def counts(path: Path, encoding: str) -> Path:
    head = "코드,시도,시군구,읍면동,축종,사육두수(두),농가수(호)"
    lines = ['1,강원도,원주시,가,닭,"1,000",7', "2,경기도,고양시덕양구,나,오리,20.0,5"]
    lines += ["3,경기도,안성시,다,타조,9,9", "4,경기도,안성시,다,닭,x,9", "5,경기도,안성시,다,닭,9,0"]
    path.write_text("\n".join([head, *lines]), encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_the_count_of_animals_is_found_by_its_header_and_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_text("시도,시군구\n", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    path = counts(tmp_path / "deeper" / "x.csv", encoding)
    assert find(tmp_path) == path
    assert read(path) == [
        Animals("chicken", "강원특별자치도 원주시", 1_000, 7),
        Animals("duck", "경기도 고양시 덕양구", 20, 5),
    ]


@pytest.mark.data
def test_the_real_count_has_224_million_chickens_and_14_million_ducks(real_data: Path) -> None:
    found = find(real_data / "poultry-farms")
    assert found is not None
    heads = {kind: sum(one.heads for one in read(found) if one.kind == kind) for kind in ("chicken", "duck")}
    assert [round(heads[kind] / 1e6, 1) for kind in ("chicken", "duck")] == [224.3, 13.9]
    assert all(one.district for one in read(found))
