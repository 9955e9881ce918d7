"""A rehearsal in the database: apart from what is real, and answered alike with and without a database."""

from __future__ import annotations

import csv
import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from frictionless import Resource, Schema
from sqlalchemy import Engine, text
from trace_store import Store

from govinnov.gate.permits import Permits
from govinnov.trace.cli import trace
from govinnov.trace.drill import Row
from govinnov.trace.drill import write as write_drill
from govinnov.trace.drill.table import has
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.lineage import Changes, changes_of, state_of
from govinnov.trace.lineage.model import Record
from govinnov.trace.lookup.answer import answer_of
from govinnov.trace.lookup.awaited import with_awaited
from govinnov.trace.lookup.book import Book
from govinnov.trace.lookup.farms import farms_of, placed
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.outbreak import InMemory, Question
from govinnov.trace.outbreak import answer as answer_outbreak
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import documents, tables, write
from govinnov.trace.store import drilling, dump, load, look_up, outbreak
from govinnov.trace.store.connecting import connected
from govinnov.trace.store.rehearsing import rewritten

LONG = bool(os.environ.get("GOVINNOV_LONG"))
SHARE, DAYS, LOTS = (1.0, 2, 10_000) if LONG else (0.02, 2, 120)
ON, KNOWN = date(2026, 8, 20), datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def flow() -> Flow:
    return Flow(Nation(3, SHARE), DAYS)


@pytest.fixture(scope="module")
def rehearsed(store: Store, trace_url: str, flow: Flow, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store of rehearsals beside an empty real one."""
    store.empty()
    paths = [path for path in write(flow, tmp_path_factory.mktemp("flow")).files if path.suffix == ".jsonld"]
    with connected(trace_url, rehearsal=True) as engine:
        assert [one.held for one in load(engine, paths, KNOWN)] == [0] * len(paths)
        yield engine
        with engine.begin() as db:
            db.execute(text("DROP SCHEMA trace, trace_private CASCADE"))


@pytest.fixture(scope="module")
def known(flow: Flow) -> Changes:
    found = [read(raw) for _, raw, _ in documents(flow)]
    return changes_of(state_of([one for one in found if isinstance(one, Document)]).records)


def test_both_engines_answer_alike_for_random_lots(rehearsed: Engine, known: Changes) -> None:
    lots = sorted({one.lot for one in known.holdings if not one.lot.startswith("urn:x-govinnov:making")})
    book, farms, named = Book(known), farms_of(known.records), defaultdict[str, list[Record]](list)
    for record in known.records:
        for lot in record.named:
            named[lot].append(record)
    for lot in random.Random(1).sample(lots, LOTS):
        with rehearsed.begin() as db:
            stored = look_up(db, lot, ON)
        told = with_awaited(answer_of(lot, book, ON, KNOWN), named[lot], lot, ON)
        told = placed(told, farms) | {"rehearsal": True}
        assert without_moment(stored) == without_moment(told)
        assert stored["code"] == code_of(lot)


def test_both_engines_find_the_same_farms_of_an_outbreak(rehearsed: Engine, known: Changes, flow: Flow) -> None:
    ground, reached = InMemory(known), 0
    farms = [layer.signs for layer in flow.nation.layers[:3]]
    farms += [one.gln for one in flow.nation.emptied("broiler", flow.first.toordinal())]
    for farm in farms:
        for steps in (1, 2):
            asked = Question(farm, flow.last, 40, steps)
            with rehearsed.begin() as db:
                stored = outbreak(db, asked, KNOWN)
            assert stored == answer_outbreak(ground, asked, KNOWN) | {"rehearsal": True}
            reached += len(stored["farms"])
    assert reached > len(farms)


def test_a_drill_says_how_far_recalls_reach_and_that_both_engines_agree(
    rehearsed: Engine, trace_url: str, tmp_path: Path
) -> None:
    path, asked = tmp_path / "drill.csv", ["--farms", "6", "--on", "2026-08-20", "--db", trace_url, "--rehearsal"]
    ran = CliRunner().invoke(trace, ["drill", *asked, "--out", str(path), "--json"])
    told = json.loads(ran.output)
    assert (ran.exit_code, told["rehearsal"], len(told["rows"])) == (0, True, 6)
    for row in told["rows"]:
        assert row["seeds"] > 0
        assert row["lots"] > row["seeds"]
        assert row["share_without_next"] == round(row["without_next"] / row["lots"], 4)
        assert row["equal"]
    again = json.loads(CliRunner().invoke(trace, ["drill", *asked, "--json"]).output)["rows"]
    assert [one["lots"] for one in again] == [one["lots"] for one in told["rows"]]
    with path.open(encoding="utf-8", newline="") as stream:
        ((line),) = csv.DictReader(stream)
    assert next(iter(line.items())) == ("연습", "연습")
    assert (line["farms"], line["lots"]) == ("6", str(sum(one["lots"] for one in told["rows"])))


def test_a_drill_with_more_events_than_there_is_room_for_is_not_done_and_says_so(
    rehearsed: Engine, trace_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drilling, "MOST_EVENTS", 10)
    ran = CliRunner().invoke(trace, ["drill", "--on", "2026-08-20", "--db", trace_url, "--rehearsal"])
    assert ran.exit_code == 1
    assert "훈련하지 않았습니다" in ran.output


def exercises(count: int, day: date = ON) -> list[Row]:
    return [Row(day, number, 30, 2, 5, 1, 0.2, 0.01, 0.02, True, False, KNOWN) for number in range(1, count + 1)]


def test_the_table_of_a_drill_is_of_its_schema_and_has_a_day_once(tmp_path: Path) -> None:
    path = tmp_path / "drill.csv"
    for rows in (exercises(5), exercises(6), exercises(4, ON + timedelta(days=1)), []):
        write_drill(path, rows, rehearsal=False)
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    told = [(line["drill_on"], line["farms"], line["seeds"], line["seconds_files"]) for line in lines]
    assert told == [("2026-08-20", "6", "12", "0.12"), ("2026-08-21", "", "", "")]
    assert (has(path, ON), has(path, ON - timedelta(days=1)), has(tmp_path / "x", ON)) == (True, False, False)
    raw = (Path(__file__).parents[2] / "datasets" / "schemas" / "trace-drill.json").read_text(encoding="utf-8")
    schema = Schema.from_descriptor(json.loads(raw))
    report = Resource(path="drill.csv", basepath=str(tmp_path), schema=schema).validate()
    assert report.flatten(["type", "note"]) == []


def without_moment(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "known_at"}


def test_nothing_of_a_rehearsal_is_in_the_real_store(rehearsed: Engine, store: Store, flow: Flow) -> None:
    layer = flow.nation.layers[0]
    mark = f"0801{layer.signs}{layer.housing}"
    with store.engine.begin() as real, rehearsed.begin() as made_up:
        assert (look_up(real, mark, ON)["match"], look_up(real, mark, ON)["rehearsal"]) == ("unknown", False)
        assert (look_up(made_up, mark, ON)["match"], look_up(made_up, mark, ON)["rehearsal"]) == ("exact", True)
    with store.engine.begin() as real, rehearsed.begin() as made_up:
        assert list(dump(real)) == []
        assert len(list(dump(made_up))) > LOTS


def test_the_real_store_holds_a_document_of_a_rehearsal(rehearsed: Engine, store: Store, flow: Flow) -> None:
    raw = next(iter(documents(flow)))[1]
    (held,) = store.load_bytes(raw)
    assert held.is_held
    assert [one.code for one in held.findings] == ["rehearsal-document"]


def test_the_real_store_holds_a_table_of_a_rehearsal_and_the_rehearsals_take_it(
    rehearsed: Engine, store: Store, flow: Flow, tmp_path: Path
) -> None:
    name, raw, _ = next(one for one in tables(flow) if one[0].startswith("eggs"))
    path = tmp_path / name
    path.write_bytes(raw)
    (held,) = load(store.engine, [path], KNOWN, None, Permits())
    assert (held.is_held, [one.code for one in held.findings]) == (True, ["rehearsal-document"])
    (taken,) = load(rehearsed, [path], KNOWN, None, Permits())
    assert (taken.held, taken.new > 0) == (0, True)


def test_the_commands_read_and_write_the_rehearsals_where_they_are_told_to(
    rehearsed: Engine, store: Store, trace_url: str, flow: Flow, tmp_path: Path
) -> None:
    layer = flow.nation.layers[0]
    asked = {"lookup": [f"0801{layer.signs}{layer.housing}", "--on", "2026-08-20"]}
    asked["recall"] = ["--farm", layer.signs, "--from", "2026-08-01", "--days", "2"]
    for name, arguments in asked.items():
        for option, found in ((["--rehearsal"], 0), ([], 1)):
            ran = CliRunner().invoke(trace, [name, *arguments, "--db", trace_url, "--json", *option])
            assert ran.exit_code == found, (name, option)
            assert json.loads(ran.output)["rehearsal"] is (found == 0)
    path = tmp_path / "again.jsonld"
    path.write_bytes(next(iter(documents(flow)))[1])
    again = CliRunner().invoke(trace, ["load", str(path), "--db", trace_url, "--json", "--rehearsal"])
    told = json.loads(again.output)
    assert (told["rehearsal"], told["files"][0]["new"]) == (True, 0)


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("SELECT FROM trace.edge", "SELECT FROM trace_rehearsal.edge"),
        ("CREATE SCHEMA IF NOT EXISTS trace_private", "CREATE SCHEMA IF NOT EXISTS trace_rehearsal_private"),
        ("SET LOCAL ROLE trace_reader", "SET LOCAL ROLE trace_reader"),
        ("SELECT FROM trace_rehearsal.edge", "SELECT FROM trace_rehearsal.edge"),
    ],
)
def test_a_statement_is_written_anew_for_the_rehearsals_and_never_twice(statement: str, wanted: str) -> None:
    assert rewritten(statement) == wanted == rewritten(wanted)


def test_an_egg_of_a_rehearsal_has_an_inspection_and_certificates(
    rehearsed: Engine, store: Store, flow: Flow, tmp_path: Path
) -> None:
    paths = [path for path in write(flow, tmp_path).files if path.name.startswith(("연습-insp", "연습-cert"))]
    assert {one.held for one in load(rehearsed, paths, KNOWN, gate=Permits())} == {0}
    assert {one.findings[0].code for one in load(store.engine, paths, KNOWN, gate=Permits())} == {"rehearsal-document"}
    seen = set[tuple[str, bool]]()
    for layer in flow.nation.layers:
        with rehearsed.begin() as db:
            told = look_up(db, f"0801{layer.signs}{layer.housing}", ON)
        assert told["inspections"]
        assert {one["farm"] for one in told["inspections"]} == {layer.signs}
        seen |= {(one["kind"], one["valid"]) for one in told["certificates"]}
    assert {("동물복지", True), ("HACCP", True)} <= seen
