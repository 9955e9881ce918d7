"""A site that harvested with ckanext-harvest moves to us: sources, schedules, and every dataset's id."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from agency_server import Agency
from click.testing import CliRunner, Result
from contract_examples import datajson
from harvest_bench import Bench

from harvesters.desk_cli import desk_commands

SETS = tuple(f"공원 자료 {number}" for number in range(12))
#: The columns of ckanext-harvest 1.6.3 and CKAN that are read, as they are there.
SCHEMA = """
CREATE TABLE package (id TEXT PRIMARY KEY, name TEXT, title TEXT, owner_org TEXT, state TEXT);
CREATE TABLE "group" (id TEXT PRIMARY KEY, name TEXT, title TEXT);
CREATE TABLE harvest_source (id TEXT PRIMARY KEY, url TEXT, title TEXT, description TEXT, config TEXT, created TEXT,
    type TEXT, active BOOLEAN, user_id TEXT, publisher_id TEXT, frequency TEXT, next_run TEXT);
CREATE TABLE harvest_object (id TEXT PRIMARY KEY, guid TEXT, current BOOLEAN, import_finished TEXT, package_id TEXT,
    harvest_source_id TEXT, state TEXT);
"""


@pytest.fixture
def stock(tmp_path: Path, agency: Agency) -> str:
    """A stock site's database: one source with all its records, one paused, one of an unknown kind."""
    path = tmp_path / "stock.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        db.execute("INSERT INTO \"group\" VALUES ('org', 'gaon', '가온시')")
        for n, (name, kind, active, frequency) in enumerate(
            [("parks", "datajson", True, "DAILY"), ("old", "csw", False, "MONTHLY"), ("odd", "fgdc", True, "MANUAL")]
        ):
            db.execute("INSERT INTO package VALUES (?, ?, ?, 'org', 'active')", (f"s{n}", name, name))
            values = (f"s{n}", f"{agency.url}/data.json", name, "", "{}", f"2020-0{n + 1}-01", kind, active, frequency)
            db.execute("INSERT INTO harvest_source VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, NULL)", values)
        for n, name in enumerate(SETS):
            db.execute("INSERT INTO package VALUES (?, ?, ?, 'org', 'active')", (f"dataset-{n}", f"d{n}", name))
            db.execute(
                "INSERT INTO harvest_object VALUES (?, ?, 1, '2021', ?, 's0', 'COMPLETE')",
                (n, f"set-{n}", f"dataset-{n}"),
            )
            db.execute(
                "INSERT INTO harvest_object VALUES (?, ?, 0, '2020', ?, 's0', 'COMPLETE')",
                (f"o{n}", f"set-{n}", "elder"),
            )
    return f"sqlite:///{path}"


def command(bench: Bench, *words: str) -> Result:
    return CliRunner().invoke(desk_commands(lambda: bench.engine, lambda: bench.desk, lambda: "operator"), list(words))


def test_sources_and_ids_are_taken_over_and_kept(stock: str, bench: Bench, agency: Agency) -> None:
    told = json.loads(command(bench, "import-stock", stock).stdout)
    assert [(one["name"], one["type"], one["new"]) for one in told["sources"]] == [
        ("parks", "datajson", len(SETS)), ("old", "csw", 0),
    ]  # fmt: skip
    assert [one["name"] for one in told["skipped"]] == ["odd"] and "fgdc" in told["skipped"][0]["message_ko"]
    parks, old = bench.desk.source("parks"), bench.desk.source("old")
    assert (parks["agency"], parks["schedule"], parks["approved"], parks["paused"]) == (
        "가온시",
        "0 3 * * *",
        False,
        False,
    )
    assert old["paused"]
    agency.json("/data.json", datajson((*SETS, "새 자료")))
    bench.add("datajson", f"{agency.url}/data.json", name="parks", agency="가온시", approved=False)
    held = bench.run("parks")
    assert (held.state, held.added, held.changed) == ("held", 1, len(SETS))
    bench.desk.approve(held.job, "steward")
    result = bench.run("parks")
    assert (result.added, result.changed, result.missing) == (1, len(SETS), 0)
    assert {f"dataset-{n}" for n in range(len(SETS))} < set(bench.sink.datasets)
    assert len(bench.sink.datasets) == len(SETS) + 1
    assert bench.run("parks").unchanged == len(SETS) + 1


def test_moving_in_twice_changes_nothing(stock: str, bench: Bench) -> None:
    command(bench, "import-stock", stock)
    bench.desk.pause("parks")
    again = json.loads(command(bench, "import-stock", stock).stdout)
    assert [one["new"] for one in again["sources"]] == [0, 0]
    assert bench.desk.source("parks")["paused"]


def test_what_is_gone_at_the_agency_is_held_as_everywhere(stock: str, bench: Bench, agency: Agency) -> None:
    command(bench, "import-stock", stock)
    agency.json("/data.json", datajson(()))
    bench.add("datajson", f"{agency.url}/data.json", name="parks")
    assert bench.run("parks").state == "held"


@pytest.mark.parametrize("address", ["sqlite:///nowhere/at/all.sqlite", "no address", "sqlite://"])
def test_what_is_no_stock_site_is_refused_in_words(address: str, bench: Bench) -> None:
    told = command(bench, "import-stock", address)
    assert told.exit_code == 2
    assert "하세요" in told.output
