"""Feeds in a database: what is loaded, what is kept apart, and what a look-up's role may read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from trace_feeds import EGGS as LOT
from trace_feeds import FARM as GIVER
from trace_feeds import OTHER_EGGS, OTHER_FARM, PACKER, error, laid, shipped
from trace_reports import CERTIFICATE, EGGS, FARM, FEED, INSPECTION, MOVE, table
from trace_store import FIRST, Part, Store

from govinnov.cli import main
from govinnov.gate.permits import Permits
from govinnov.trace.cli import trace
from govinnov.trace.lookup.files import look_up as look_up_in_files
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.files import recall_in_files
from govinnov.trace.store import look_up, make, recall
from govinnov.trace.store.loading import Loaded, load
from govinnov.trace.store.privately import forget, keep_secret, names_of, read_bytes
from govinnov.trace.store.schema import is_made
from govinnov.trace.store.tables import READER

ON = date(2026, 8, 26)


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


def files(folder: Path) -> list[Path]:
    made = []
    for kind, row in FEED:
        made.append(folder / f"{kind}.csv")
        made[-1].write_bytes(table(kind, row, encoding="cp949"))
    return made


def loaded(store: Store, paths: list[Path], hours: int = 0) -> list[Loaded]:
    return list(load(store.engine, paths, FIRST + timedelta(hours=hours), gate=Permits()))


def test_feeds_are_loaded_once_and_answer_as_the_engine_without_a_database(clean: Store, tmp_path: Path) -> None:
    paths = files(tmp_path)
    assert [(one.records, one.new, one.known, one.held) for one in loaded(clean, paths)] == [(1, 1, 0, 0)] * len(FEED)
    before = clean.dump()
    assert [(one.records, one.new, one.known, one.held) for one in loaded(clean, paths[::-1], 1)] == [
        (1, 0, 1, 0)
    ] * len(FEED)
    assert clean.dump() == before
    for code in ("0823M3FSD2", "L22608241234001", "226082312301", "M3FSD"):
        with clean.engine.begin() as db:
            told = look_up(db, code, ON)
        pure = look_up_in_files(code, paths, ON, gate=Permits()).answer
        assert told | {"known_at": ""} == pure | {"known_at": ""}


def test_a_recall_tells_the_district_of_each_lot_as_without_a_database(clean: Store, tmp_path: Path) -> None:
    paths = files(tmp_path)
    loaded(clean, paths)
    august = Predicate(date(2026, 8, 1), date(2026, 8, 30), "M3FSD")
    with clean.engine.begin() as db:
        told = recall(db, august)
    pure = recall_in_files(august, paths, gate=Permits()).answer
    assert [one["district"] for one in told["lots"]] == ["경기도 안성시", "충청북도 음성군"]
    assert told | {"known_at": ""} == pure | {"known_at": ""}


def test_inspections_and_certificates_are_loaded_once_and_told_as_without_a_database(
    clean: Store, tmp_path: Path
) -> None:
    paths = files(tmp_path)
    for kind, rows in (("inspection", [INSPECTION, INSPECTION | {"value": ""}]), ("certificate", [CERTIFICATE])):
        paths.append(tmp_path / f"{kind}.csv")
        paths[-1].write_bytes(table(kind, *rows))
    assert [(one.new, one.known, one.held) for one in loaded(clean, paths)[-2:]] == [(2, 0, 0), (1, 0, 0)]
    assert [(one.new, one.known, one.held) for one in loaded(clean, paths, 1)[-2:]] == [(0, 2, 0), (0, 1, 0)]
    for code, inspected in (("0823M3FSD2", 2), ("M3FSD", 0), ("226082312301", 0), ("L22608241234001", 2)):
        with clean.engine.begin() as db:
            told = look_up(db, code, ON)
        pure = look_up_in_files(code, paths, ON, gate=Permits()).answer
        assert told | {"known_at": ""} == pure | {"known_at": ""}
        assert len(told["inspections"]) == inspected
    with clean.engine.begin() as db:
        assert look_up(db, "0823M3FSD2", ON, FIRST - timedelta(hours=1))["inspections"] == []


def test_what_names_people_is_kept_where_the_look_ups_role_can_not_read(clean: Store, tmp_path: Path) -> None:
    loaded(clean, files(tmp_path))
    with clean.engine.begin() as db:
        kept = set(db.scalars(text("SELECT value FROM trace_private.party")))
        assert {FARM["farm_owner"], FARM["farm_mobile"], MOVE["taker_name"]} <= kept
        tables = list(db.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'trace'")))
    for name in ("party", "document", "secret", "reading"):
        with pytest.raises(ProgrammingError, match="permission denied"), clean.engine.begin() as db:
            db.execute(text(f"SET LOCAL ROLE {READER}"))
            db.execute(text(f"SELECT * FROM trace_private.{name}"))
    with clean.engine.begin() as db:
        db.execute(text(f"SET LOCAL ROLE {READER}"))
        rows = [str(tuple(row)) for name in tables for row in db.execute(text(f'SELECT * FROM trace."{name}"'))]
    private = {value for value in kept if len(value) > 2} - {"한빛선별포장"}
    assert [value for value in private if value in "\n".join(rows)] == []


def test_a_private_note_of_any_length_is_kept_and_stops_no_load(clean: Store, tmp_path: Path) -> None:
    note = "".join(chr(0xAC00 + (one * 7919) % 11172) for one in range(20_000))  # no two signs of it alike: not packed
    path = tmp_path / "feed.csv"
    path.write_bytes(table("eggs", {**EGGS, "farm_address": note, "비고" * 2_000: note}))
    (told,) = loaded(clean, [path])
    assert (told.new, told.held) == (1, 0)
    with clean.engine.begin() as db:
        kept = db.scalars(text("SELECT value FROM trace_private.party WHERE value ~ '…$'")).all()
    assert [(one[:-1] == note[: len(one) - 1], len(one) > 200) for one in kept] == [(True, True)] * 2


def test_with_a_key_nobody_finds_a_number_by_its_name(clean: Store, tmp_path: Path) -> None:
    with clean.engine.begin() as db:
        keep_secret(db)
        key = names_of(db).key
        keep_secret(db)
        assert (len(key), names_of(db).key) == (32, key)
    loaded(clean, files(tmp_path))
    with clean.engine.begin() as db:
        told = look_up(db, "0823M3FSD2", ON)
    assert told["steps"][0]["party"] == "김**"


def test_a_key_is_not_made_once_parties_have_names_without_one(clean: Store, tmp_path: Path) -> None:
    loaded(clean, files(tmp_path))
    with clean.engine.begin() as db:
        keep_secret(db)
        assert names_of(db).key == b""


def test_a_record_that_is_held_holds_no_other(clean: Store, tmp_path: Path) -> None:
    path = tmp_path / "eggs.csv"
    path.write_bytes(
        table("eggs", EGGS, EGGS | {"serial": "E2 010-2345-6789"}, EGGS | {"serial": "E3", "laid_on": "2026-08-22"})
    )
    (one,) = loaded(clean, [path])
    assert (one.records, one.new, one.held, one.is_held) == (3, 1, 2, True)
    assert {found.code for found in one.findings} == {"gate-holds", "mark-contradicts-record"}
    assert "6789" not in json.dumps(one.as_dict(), ensure_ascii=False)


def test_a_file_is_read_as_it_came_by_name_and_with_a_reason_until_its_time_is_over(
    clean: Store, tmp_path: Path
) -> None:
    paths = files(tmp_path)
    sha256 = loaded(clean, paths[:1])[0].sha256
    with clean.engine.begin() as db:
        with pytest.raises(ValueError, match="reason"):
            read_bytes(db, sha256, "steward", " ", FIRST)
        assert read_bytes(db, sha256, "steward", "complaint 12", FIRST) == paths[0].read_bytes()
        assert list(db.execute(text("SELECT steward, reason, document FROM trace_private.reading"))) == [
            ("steward", "complaint 12", sha256)
        ]
        assert forget(db, FIRST.date() + timedelta(days=5 * 365)) == 0
        assert forget(db, FIRST.date() + timedelta(days=5 * 365 + 1)) == 1
        assert read_bytes(db, sha256, "steward", "complaint 12", FIRST) is None


@pytest.fixture
def old(clean: Store) -> Iterator[Store]:
    """A store as it was made before feeds were taken, with a document in it."""
    with clean.engine.begin() as db:
        for statement in (
            "DROP TABLE trace.step, trace_private.party, trace_private.secret, trace_private.reading",
            "ALTER TABLE trace_private.document DROP COLUMN keep_until",
            "INSERT INTO trace_private.document (sha256, bytes) VALUES ('old', 'x')",
        ):
            db.execute(text(statement))
    yield clean
    with clean.engine.begin() as db:
        make(db)


def test_a_store_that_is_there_is_brought_up_to_date_and_keeps_what_it_has(old: Store, tmp_path: Path) -> None:
    with old.engine.begin() as db:
        assert not is_made(db)
        make(db)
        assert is_made(db)
        make(db)
        assert list(db.execute(text("SELECT sha256, keep_until FROM trace_private.document"))) == [("old", None)]
    assert [one.new for one in loaded(old, files(tmp_path))] == [1] * len(FEED)


def test_a_farm_is_recalled_by_its_own_number_in_both_engines(clean: Store, tmp_path: Path) -> None:
    paths = files(tmp_path)
    with clean.engine.begin() as db:
        keep_secret(db)
    loaded(clean, paths)
    predicate = Predicate(date(2026, 8, 23), date(2026, 8, 23), FARM["farm_number"])
    with clean.engine.begin() as db:
        told = recall(db, predicate)
    pure = recall_in_files(predicate, paths, gate=Permits()).answer
    assert (told["farm"], pure["farm"]) == (FARM["farm_number"], FARM["farm_number"])
    assert [one["code"] for one in told["lots"]] == [one["code"] for one in pure["lots"]]
    assert {one["code"] for one in told["lots"]} == {
        "egg10/2026-08-23/M3FSD/2",
        "bundle15/2026-08-24/2/1234/001",
        "hist12/226082312301",
    }


def test_the_command_hands_a_file_over_to_a_steward_who_says_why(clean: Store, tmp_path: Path) -> None:
    paths = files(tmp_path)
    sha256 = loaded(clean, paths[:1])[0].sha256
    out = tmp_path / "original.csv"
    out.touch(mode=0o644)
    said = [
        "original",
        sha256,
        "--steward",
        "steward",
        "--out",
        str(out),
        "--db",
        clean.engine.url.render_as_string(hide_password=False),
    ]
    assert CliRunner().invoke(trace, [*said, "--reason", " "]).exit_code == 2
    assert CliRunner().invoke(trace, [*said, "--reason", "complaint 12"]).exit_code == 0
    assert (out.read_bytes(), out.stat().st_mode & 0o077) == (paths[0].read_bytes(), 0)
    said[1] = "0" * 64
    assert CliRunner().invoke(trace, [*said, "--reason", "complaint 12"]).exit_code == 1
    with clean.engine.begin() as db:
        assert len(list(db.execute(text("SELECT FROM trace_private.reading")))) == 2


def test_the_command_loads_feeds_beside_documents_and_tells_what_is_held(clean: Store, tmp_path: Path) -> None:
    paths = files(tmp_path)[:1]
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(table("eggs", EGGS | {"laid_on": "2026-08-22"}))
    url = clean.engine.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(main, ["trace", "load", *map(str, paths), str(wrong), "--db", url, "--json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    counts = [(one["format"], one["records"], one["new"], one["held"]) for one in told["files"]]
    assert counts == [("csv", 1, 1, 0), ("csv", 1, 0, 1)]
    assert told["graph_sha256"] == hashlib.sha256("".join(f"{line}\n" for line in clean.dump()).encode()).hexdigest()


def test_an_event_with_a_private_value_is_held_and_nothing_of_it_lies_where_the_look_ups_role_reads(
    clean: Store, tmp_path: Path
) -> None:
    mobile, owner = "010-2345-6789", "김철수"
    planted = [
        laid(OTHER_EGGS, OTHER_FARM) | {"farm:contact": mobile},
        shipped(OTHER_EGGS, OTHER_FARM, PACKER) | {"farm:ownerName": owner},
        error(laid(OTHER_EGGS, OTHER_FARM, "23T09")) | {"eventID": f"urn:farm:{mobile}"},
    ]
    for number, xml in enumerate((False, True)):
        path = tmp_path / f"{mobile}-{number}"
        path.write_bytes(Part([laid(LOT, GIVER), *planted], xml=xml).raw)
        (one,) = load(clean.engine, [path], FIRST, gate=Permits())
        assert (one.records, one.new + one.known, one.voids, one.held, one.is_held) == (4, 1, 0, 3, True)
        assert {(found.code, found.path[:22]) for found in one.findings} == {
            ("gate-holds", f"epcisBody.eventList[{place}]") for place in (1, 2, 3)
        }
    with clean.engine.begin() as db:
        tables = list(db.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'trace'")))
        rows = [str(tuple(row)) for name in tables for row in db.execute(text(f'SELECT * FROM trace."{name}"'))]
        kept = [bytes(raw) for raw in db.scalars(text("SELECT bytes FROM trace_private.document"))]
    assert [row for row in rows if "2345" in row or owner in row or json.dumps(owner)[1:-1] in row] == []
    assert len(kept) == 2 and all(mobile.encode() in raw for raw in kept)


def test_a_document_of_which_every_event_is_held_is_not_stored(clean: Store, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(Part([laid(LOT, GIVER) | {"farm:contact": "010-2345-6789"}]).raw)
    (one,) = load(clean.engine, [path], FIRST, gate=Permits())
    assert (one.records, one.new, one.held) == (1, 0, 1)
    with clean.engine.begin() as db:
        assert db.execute(text("SELECT count(*) FROM trace.document")).scalar_one() == 0
