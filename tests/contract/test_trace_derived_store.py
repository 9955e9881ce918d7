"""Tables of the store: those of the engine without one, as of any moment, and the same each time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from derived_flow import ANSEONG, EUMSEONG, as_bytes, laid, mark, sent, shown, void
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from trace_store import Store

from govinnov.gate.permits import Permits
from govinnov.trace.cli import trace
from govinnov.trace.derived import build
from govinnov.trace.derived.building import Table
from govinnov.trace.derived.files import InArrays
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.feeds.events import document
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Step
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import documents
from govinnov.trace.store import load, make, stewarding
from govinnov.trace.store.connecting import connected
from govinnov.trace.store.deriving import in_database, tell

DAY = date(2026, 8, 23)
FIRST = datetime(2026, 9, 10, tzinfo=UTC)
EVENTS = [laid(farm, EUMSEONG, DAY) for farm in range(5)] + [sent(farm, EUMSEONG, farm, DAY) for farm in range(5)]


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


def tables(db: Connection, until: datetime | None = None) -> dict[str, Table]:
    found = in_database(db, until)
    assert found is not None
    return {table.name: table for table in build(found)}


def made(store: Store, until: datetime | None = None) -> dict[str, Table]:
    with store.engine.begin() as db:
        return tables(db, until)


def test_as_of_a_moment_the_tables_are_those_of_what_was_known_then_and_nothing_is_kept(clean: Store) -> None:
    first = {**EVENTS[0], "eventID": "urn:uuid:00000000-0000-4000-8000-000000000001"}
    clean.load_bytes(as_bytes([first, *EVENTS[1:]]), received_at=FIRST)
    rows = [("nation", 5, "150000"), ("district", 5, "150000")]
    assert shown(made(clean)["lots"], "level", "businesses", "quantity") == rows
    clean.load_bytes(as_bytes([void(first)]), received_at=FIRST + timedelta(days=1))
    assert shown(made(clean)["lots"], "level", "businesses", "quantity") == [("nation", None, None)]
    assert shown(made(clean, FIRST)["lots"], "level", "businesses", "quantity") == rows


def told(store: Store) -> dict[str, Table]:
    """The tables that everybody is told."""
    with store.engine.begin() as db:
        found = tell(db, (), str)
    assert found is not None
    return {table.name: table for table in found[0]}


def test_what_was_told_stays_until_five_have_new_numbers_and_is_the_same_as_of_then(clean: Store) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    first = told(clean)
    assert first == made(clean)
    late = [laid(farm, EUMSEONG, DAY + timedelta(days=1)) for farm in range(5)]
    clean.load_bytes(as_bytes(late[:4]), received_at=FIRST + timedelta(days=1))
    assert (told(clean)["lots"], made(clean)["lots"]) == (first["lots"], first["lots"])
    clean.load_bytes(as_bytes(late[4:]), received_at=FIRST + timedelta(days=2))
    second = told(clean)
    since = {row["known_at"] for row in second["lots"].rows}
    assert (shown(second["lots"], "lots"), since) == ([("10",), ("10",)], {FIRST + timedelta(days=2)})
    assert (second["movements"], told(clean)) == (first["movements"], second)
    assert made(clean, FIRST + timedelta(days=1))["lots"] == first["lots"]


def test_tables_of_files_are_those_that_a_store_tells_first(clean: Store) -> None:
    events = [*EVENTS, laid(9, ANSEONG, DAY)]
    clean.load_bytes(as_bytes(events), received_at=FIRST)
    pure = {one.name: one for one in build(InArrays(changes_of(state_of([document(events)]).records), FIRST))}
    assert told(clean) == pure
    assert told(clean) == pure


@pytest.mark.parametrize("change", ["UPDATE trace.telling SET entries = '[]'", "DELETE FROM trace.telling"])
def test_what_was_told_is_never_changed(clean: Store, change: str) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    with clean.engine.begin() as db:
        make(db)
    assert shown(told(clean)["lots"], "level") == [("nation",), ("district",)]
    with pytest.raises(DBAPIError, match=r"rows of trace\.telling are only added"), clean.engine.begin() as db:
        db.execute(text(change))


def test_known_at_is_when_the_last_thing_came_to_be_known_whenever_it_is_asked(clean: Store) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    for until in (None, FIRST, FIRST + timedelta(days=3)):
        assert {row["known_at"] for row in made(clean, until)["lots"].rows} == {FIRST}


def test_recalls_and_inspections_of_the_store_are_told(clean: Store) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    with clean.engine.begin() as db:
        farm = mark(1, DAY).split("/")[2]
        for number in range(5):
            found = Inspection(DAY, "피프로닐", "pass", farm=mark(number, DAY).split("/")[2])
            stewarding.inspected(db, found, FIRST)
        number = stewarding.propose(db, Predicate(DAY, DAY, farm), Step("draft", "담당", "초안", "draft", FIRST))
        opened = FIRST + timedelta(hours=1)
        stewarding.advance(db, number, Step("open", "담당", "기준 초과", "Too much.", opened))
    found = made(clean)
    code = mark(1, DAY).removeprefix("urn:x-govinnov:")
    assert shown(found["recalls"], "code", "state", "since", "known_at") == [(code, "recalled", opened, opened)]
    assert shown(found["inspections"], "level", "businesses") == [("nation", 5), ("district", 5)]
    assert shown(made(clean, FIRST)["recalls"], "state") == [("nothing",)]


def test_the_store_and_the_engine_without_one_make_the_same_tables_of_a_rehearsal(
    store: Store, trace_url: str, tmp_path: Path
) -> None:
    store.empty()
    raws = [raw for _, raw, _ in documents(Flow(Nation(5, 0.02), 2))]
    paths = [tmp_path / f"{place}.jsonld" for place in range(len(raws))]
    for path, raw in zip(paths, raws, strict=True):
        path.write_bytes(raw)
    with connected(trace_url, rehearsal=True) as engine:
        assert not any(one.held for one in load(engine, paths, FIRST))
        with engine.begin() as db:
            stored = tables(db)
        with engine.begin() as db:
            db.execute(text("DROP SCHEMA trace, trace_private CASCADE"))
    known = [one for one in map(read, raws) if isinstance(one, Document)]
    pure = {one.name: one for one in build(InArrays(changes_of(state_of(known).records), FIRST))}
    assert stored == pure
    assert len(stored["lots"].rows) > 10


def test_the_command_tells_no_reason_that_the_gate_holds(clean: Store, trace_url: str, tmp_path: Path) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    days, opened = Predicate(DAY, DAY, mark(1, DAY).split("/")[2]), FIRST + timedelta(hours=1)
    with clean.engine.begin() as db:
        number = stewarding.propose(db, days, Step("draft", "담당", "초안", "draft", FIRST))
        stewarding.advance(db, number, Step("open", "담당", "문의 010-2345-6789", "Too much.", opened))
    asked = ["datasets", "--db", trace_url, "--out", str(tmp_path)]
    assert CliRunner().invoke(trace, asked, obj=Permits()).exit_code == 0
    told = (tmp_path / "recalls.csv").read_text(encoding="utf-8")
    assert ("Too much." in told, "…" in told, "2345" in told) == (True, True, False)


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    ran = CliRunner().invoke(trace, ["datasets", *arguments, "--json"])
    return ran.exit_code, json.loads(ran.output) if not ran.exit_code else {}


def test_the_command_writes_the_tables_of_the_store_and_says_where_nothing_is_known(
    clean: Store, trace_url: str, tmp_path: Path
) -> None:
    assert run("--db", trace_url)[0] == 1
    clean.load_bytes(as_bytes([*EVENTS, laid(9, ANSEONG, DAY)]), received_at=FIRST)
    code, told = run("--db", trace_url, "--out", str(tmp_path))
    assert (code, told["known_at"], told["tables"]["lots"]["rows"]) == (0, "2026-09-10T00:00:00Z", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["tables.json", *(one["file"] for one in told["tables"].values())]
    )
    assert run("--db", trace_url, "--out", str(tmp_path)) == (0, told)
    late = laid(1, EUMSEONG, DAY + timedelta(days=1))
    clean.load_bytes(as_bytes([late]), received_at=FIRST + timedelta(days=1))
    assert run("--db", trace_url)[1]["tables"]["lots"]["sha256"] == told["tables"]["lots"]["sha256"]
    with clean.engine.begin() as db:
        kept = db.execute(text("SELECT count(*) FROM trace.telling")).scalar_one()
    assert kept == 2
    assert run("--db", trace_url, "--at", "2026-09-30T00:00:00Z")[0] == 0


def test_who_makes_the_tables_reads_nothing_private(clean: Store) -> None:
    clean.load_bytes(as_bytes(EVENTS), received_at=FIRST)
    with clean.engine.begin() as db:
        make(db)
    with clean.engine.begin() as db:
        tables(db)
        assert db.execute(text("SELECT current_user")).scalar_one() == "trace_reader"
