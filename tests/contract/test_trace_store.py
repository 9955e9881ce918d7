"""The trace in a database: what the commands print, what is kept, what is known when."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from sqlalchemy import event, text
from sqlalchemy.exc import ProgrammingError
from trace_feeds import EGGS, FEED, error, with_id
from trace_store import FIRST, Part, Store, pure_answers

from govinnov.trace.epcis.times import instant
from govinnov.trace.store import look_up
from govinnov.trace.store.errors import CollisionError
from govinnov.trace.store.ids import id_of

ON = date(2026, 8, 26)
COMMAND = [sys.executable, "-c", "from govinnov.trace.cli import trace; trace(prog_name='trace')"]
FILE = ["path", "sha256", "format", "records", "new", "known", "voids", "conflicts", "held", "findings"]
CODES = (
    "0823M3FSD2", "L22608241234001", "M3FSD", "0823M3F5D2", "O823M3FSDZ", "0230M3FSD2", "0824M3FSD2", "002123456789",
    "urn:epc:id:sscc:8800003.0000000001", "https://id.gs1.org/01/09521321004128/10/ABC", "226082312301", "hello",
    "https://id.gs1.org/01/08800003000012/10/MIX1",
)  # fmt: skip
WRONG = with_id(feeds.shipped(EGGS, feeds.FARM, feeds.SHOP), "wrong")
MIXED = "urn:epc:class:lgtin:8800003.000001.MIX1"
USED = feeds.packed(
    "25T09",
    inputQuantityList=[feeds.amount(feeds.PACK, 3_000)],
    outputQuantityList=[feeds.amount(MIXED, 300)],
    bizLocation={"id": feeds.SHOP},
)
SEEN = feeds.laid(feeds.PACK, feeds.OTHER_FARM, "25T07")
STORIES = {
    "the feed": [Part(FEED)],
    "in parts": [Part(FEED[4:], xml=True), Part(FEED[:4], hour=2)],
    "with another year": [Part([*FEED, feeds.laid(EGGS.replace("2026", "2024"), feeds.FARM)])],
    "with a return": [Part([*FEED, feeds.shipped(EGGS, feeds.PACKER, feeds.FARM, "23T12")])],
    "with a conflict": [Part(FEED), Part([WRONG, with_id(FEED[2], "wrong")], hour=1)],
    "voided": [Part([*FEED, WRONG]), Part([error(WRONG)], hour=3)],
    "voided first": [Part([error(WRONG)]), Part([*FEED, WRONG], hour=3)],
    "no move told": [Part([*FEED[:2], FEED[4]])],
    "used where it was not made": [Part([*FEED[:5], USED])],
    "said to be elsewhere, and voided": [Part([*FEED[:5], USED, SEEN]), Part([error(SEEN), error(FEED[0])], hour=1)],
    "cut": [Part([*FEED, *(feeds.shipped(EGGS, feeds.PACKER, f"urn:x:shop:{n}", quantity=50) for n in range(520))])],
    "recorded later": [Part([*FEED[:4], {**FEED[4], "recordTime": "2026-09-01T01:00:00Z"}])],
    "meat": [Part([feeds.laid("urn:x-govinnov:hist12/226082312301", feeds.SHOP)])],
}  # fmt: skip


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


@pytest.mark.parametrize("story", STORIES)
def test_both_engines_answer_alike_now_and_then(clean: Store, story: str) -> None:
    parts = STORIES[story]
    clean.load(*parts)
    for hour in (None, 0, 2):
        at = None if hour is None else FIRST + timedelta(hours=hour)
        known = [part for part in parts if hour is None or part.hour <= hour]
        for code, wanted in pure_answers(known, CODES, ON, at).items():
            with clean.engine.begin() as db:
                told = look_up(db, code, ON, at)
            own = {"known_at", "next"} if at is None else set()  # as of now: a moment of its own
            assert {**told, **dict.fromkeys(own)} == {**wanted, **dict.fromkeys(own)}, (code, hour)


def test_what_was_known_before_a_correction_stays_readable(clean: Store) -> None:
    clean.load(*STORIES["voided"])
    parties = []
    for at in (FIRST, FIRST + timedelta(hours=3)):
        with clean.engine.begin() as db:
            parties.append({step["party"] for step in look_up(db, "0823M3FSD2", ON, at)["steps"]})
    assert (feeds.SHOP_GLN in parties[0], feeds.SHOP_GLN in parties[1]) == (True, False)


def test_rows_are_only_added_and_closed(clean: Store) -> None:
    before: set[tuple[Any, ...]] = set()
    for part in (*STORIES["voided"], Part([feeds.loaded("DELETE", "24T14")], hour=4), Part([error(FEED[5])], hour=1)):
        clean.load(part)
        with clean.engine.begin() as db:
            rows = db.execute(text("SELECT event, src, dst, packed, known_from FROM trace.edge")).all()
            rows += db.execute(text("SELECT parent, child, since, until, known_from FROM trace.containment")).all()
        assert before <= {tuple(row) for row in rows}
        before = {tuple(row) for row in rows}


def test_an_id_that_would_stand_for_two_things_stops_the_file(clean: Store) -> None:
    with clean.engine.begin() as db:
        row = {"id": id_of(EGGS, feeds.FARM_GLN)}
        db.execute(text("INSERT INTO trace.holding VALUES (:id, 'urn:x:other', 'nobody')"), row)
    with pytest.raises(CollisionError):
        clean.load(Part(FEED))
    assert clean.dump() == []


def test_times_of_an_offset_that_no_place_has_are_stored_as_the_moments_that_they_are(clean: Store) -> None:
    (loaded,) = clean.load(Part([{**FEED[0], "recordTime": "2026-08-24T12:00:00+23:59"}]))
    assert (loaded.new, loaded.held) == (1, 0)
    at = instant("2026-09-02T00:00:00+16:58")
    with clean.engine.begin() as db:
        assert look_up(db, "0823M3FSD2", ON, at)["known_at"] == "2026-09-01T07:02:00+00:00"


def test_bytes_are_kept_as_received_where_only_their_owner_reads(clean: Store) -> None:
    (loaded,) = clean.load(Part(FEED, xml=True))
    with clean.engine.begin() as db:
        (kept,) = db.scalars(text("SELECT bytes FROM trace_private.document")).all()
        assert bytes(kept) == Part(FEED, xml=True).raw
        assert loaded.sha256 == hashlib.sha256(kept).hexdigest()
        public = "SELECT has_schema_privilege('public', 'trace_private', 'usage')"
        assert db.execute(text(public)).scalar() is False


def test_a_look_up_can_read_nothing_private_and_change_nothing(clean: Store) -> None:
    clean.load(Part(FEED))
    for forbidden in ("SELECT * FROM trace_private.document", "DELETE FROM trace.edge"):
        with pytest.raises(ProgrammingError, match="permission denied"), clean.engine.begin() as db:
            look_up(db, "0823M3FSD2", ON)
            db.execute(text(forbidden))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_no_question_of_a_look_up_reads_all_events_or_reports(clean: Store) -> None:
    clean.load(Part(FEED))
    asked: list[tuple[str, Any]] = []
    with clean.engine.begin() as db:
        event.listen(db, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
        look_up(db, EGGS, ON)
    questions = [(query, said) for query, said in asked if query.lstrip().startswith(("SELECT", "WITH"))]
    assert len(questions) > 5
    with clean.engine.begin() as db:
        for statement in _MANY:
            db.execute(text(statement))
        for query, said in questions:
            (told,) = db.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {query}", said).scalar_one()
            assert list(whole(told["Plan"])) == [], query


#: Enough reports for plans to tell a table from a row; emptied with the store, and statistics with them.
_MANY = (
    "INSERT INTO trace.event SELECT n, 'sha256:' || n, '{}', '2026-08-24' FROM generate_series(1, 20000) n",
    "INSERT INTO trace.report SELECT n, 'urn:' || n, 'ni:' || n, '2026-08-24Z', '' FROM generate_series(1, 20000) n",
    "ANALYZE trace.event, trace.report",
)


def whole(plan: dict[str, Any]) -> Iterator[str]:
    """Tables of events and reports that a plan reads without an index's condition."""
    if plan.get("Relation Name") in ("event", "report") and not {"Index Cond", "Recheck Cond"} & plan.keys():
        yield plan["Relation Name"]
    for one in plan.get("Plans", []):
        yield from whole(one)


def test_load_dump_and_lookup_say_what_they_promise(clean: Store, trace_url: str, tmp_path: Path) -> None:
    good = feeds.write(tmp_path, *FEED, WRONG, error(WRONG), name="good")
    bad = feeds.write(tmp_path, {**FEED[0], "eventTime": "today"}, name="bad")
    ended = run("load", good, bad, good, "--db", trace_url, "--received-at", "2026-09-01T00:00:00Z", "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, list(told)) == (1, ["files", "graph_sha256", "seconds"])
    first, held, again = told["files"]
    assert list(first) == FILE
    numbers = FILE[3:9]
    assert [first[name] for name in numbers] == [9, 9, 0, 1, 0, 0]
    assert [again[name] for name in numbers] == [9, 0, 9, 1, 0, 0]
    assert [held[name] for name in numbers] == [1, 0, 0, 0, 0, 1]
    assert held["findings"][0]["code"] == "time-invalid"
    dumped = run("dump", "--db", trace_url).stdout
    assert hashlib.sha256(dumped.encode()).hexdigest() == told["graph_sha256"]
    assert run("dump", "--db", trace_url, "--at", "2026-08-31T23:59:59Z").stdout == ""
    ended = run("lookup", "0823M3FSD2", "--on", "2026-08-26", "--db", trace_url, "--json")
    assert (ended.returncode, len(json.loads(ended.stdout)["steps"])) == (0, 3)
    lines = run("load", good, "--format", "epcis-xml", "--db", trace_url)
    assert (lines.returncode, "[format-not-as-said]" in lines.stdout) == (1, True)


@pytest.mark.parametrize(
    ("database", "code", "sentence"),
    [
        ([], 2, "./govinnov up"),
        (["--db", "sqlite://"], 1, "postgresql://"),
        (["--db", "postgresql://nobody@127.0.0.1:1/none"], 1, "did not answer"),
    ],
)
def test_without_a_database_a_sentence_says_what_to_do(database: list[str], code: int, sentence: str) -> None:
    ended = run("dump", *database)
    assert (ended.returncode, sentence in ended.stderr, "Traceback" in ended.stderr) == (code, True, False)
