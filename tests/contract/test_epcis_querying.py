"""The interface's questions on PostgreSQL: what a query finds, to whom, and by which way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import ProgrammingError
from trace_feeds import EGGS, FARM, FARM_GLN, FEED, PACKER, PACKER_GLN, PALLET, error, laid, shipped, with_id
from trace_store import FIRST, Part, Store

from govinnov.trace.epcis.interface import queries
from govinnov.trace.epcis.interface.queries import Query
from govinnov.trace.store import make
from govinnov.trace.store.querying import Row, Viewer, events, unhurried
from govinnov.trace.store.tables import READER

STEWARD = Viewer("steward", sees_all=True)
LATER = FIRST + timedelta(days=30)


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


def query(**said: str) -> Query:
    found = queries.read(said.items())
    assert isinstance(found, Query)
    return found


def asked(store: Store, viewer: Viewer = STEWARD, at: datetime = LATER, **said: str) -> list[Row]:
    with store.engine.begin() as db:
        unhurried(db)
        return events(db, query(**said), viewer, at, None)


def steps(rows: Iterable[Row]) -> list[str]:
    return [row.event["bizStep"].rpartition("-")[2] for row in rows]


def test_events_are_told_in_the_order_of_their_time_whichever_form_they_came_in(clean: Store) -> None:
    clean.load(Part(FEED), Part(FEED, xml=True, hour=1))
    rows = asked(clean)
    assert len(rows) == len(FEED)
    assert [row.event["eventTime"] for row in rows] == sorted(row.event["eventTime"] for row in rows)
    assert {row.event["recordTime"] for row in rows} == {FIRST.isoformat()}
    assert all(row.event["eventID"].startswith("ni:///sha-256;") for row in rows)


def test_a_time_of_an_offset_that_no_place_has_is_asked_for_as_its_moment(clean: Store) -> None:
    clean.load(Part(FEED))
    assert len(asked(clean, GE_eventTime="0069-05-13T01:33:25.555209+16:58")) == len(FEED)


def test_only_what_was_known_then_is_told(clean: Store) -> None:
    clean.load(Part(FEED[:2]), Part(FEED[2:], hour=5))
    assert len(asked(clean, at=FIRST + timedelta(hours=1))) == 2
    assert len(asked(clean, GE_recordTime=(FIRST + timedelta(hours=5)).isoformat())) == len(FEED) - 2


def test_an_original_is_found_by_what_it_names_though_it_was_void_before_it_came(clean: Store) -> None:
    one = with_id(shipped(EGGS, FARM, PACKER), "4101e010-1234-4678-9abc-0123456789ab")
    clean.load(Part([error(one)]), Part([one], hour=1))
    rows = asked(clean, MATCH_anyEPCClass=EGGS)
    assert sorted("errorDeclaration" in row.event for row in rows) == [False, True]
    (declared,) = asked(clean, EXISTS_errorDeclaration="true")
    assert declared.event["errorDeclaration"]["declarationTime"] == "2026-08-25T00:00:00.000000Z"


def test_a_party_sees_what_names_it_as_source_or_destination_of_any_type_and_nothing_else(clean: Store) -> None:
    owned = shipped(EGGS, FARM, PACKER, "23T12")
    owned["destinationList"].append({"type": "owning_party", "destination": "urn:epc:id:pgln:8800009.00001"})
    clean.load(Part([*FEED, owned, error(owned)]))
    for gln, count in ((FARM_GLN, 3), (PACKER_GLN, 5), ("8800009000016", 2), ("8800099000018", 0)):
        assert len(asked(clean, Viewer("x", frozenset({gln})))) == count, gln
    assert asked(clean, Viewer("x")) == []


def test_a_store_from_before_knows_whom_its_events_name(clean: Store) -> None:
    clean.load(Part(FEED))
    with clean.engine.begin() as db:
        before = sorted(db.execute(text("SELECT event, party FROM trace_private.named")).tuples())
        db.execute(text("DELETE FROM trace_private.named"))
        db.execute(text("DELETE FROM trace.step WHERE number > 1"))
        make(db)
        assert sorted(db.execute(text("SELECT event, party FROM trace_private.named")).tuples()) == before
    assert len(before) > 4


def test_the_look_ups_role_reads_nothing_of_it(clean: Store) -> None:
    for name in ("job", "captured", "named", "aside", "declaration"):
        with pytest.raises(ProgrammingError, match="permission denied"), clean.engine.begin() as db:
            db.execute(text(f"SET LOCAL ROLE {READER}"))
            db.execute(text(f"SELECT * FROM trace_private.{name}"))


ODD = "\U0001f414 a\\u0000b \\\\ \ud800 \x00 \\ud83d"


def test_signs_that_jsonb_has_not_spoil_no_question(clean: Store) -> None:
    place = "https://farm.example.org/\U0001f414/1"
    odd = laid(EGGS, FARM) | {"farm:note": ODD, "readPoint": {"id": place}}
    clean.load(Part([odd, laid(EGGS, FARM, "23T08")]))
    assert len(asked(clean, EQ_action="ADD")) == 2
    (found,) = asked(clean, EQ_readPoint=place)
    assert found.event["https://farm.example.org/epcis/note"] == ODD


@pytest.mark.parametrize(
    ("viewer", "said"),
    [
        (STEWARD, {}),
        (STEWARD, {"orderBy": "recordTime", "orderDirection": "DESC"}),
        (STEWARD, {"GE_eventTime": "2026-08-23T00:00:00Z"}),
        (STEWARD, {"EQ_eventID": "urn:uuid:1|urn:uuid:2"}),
        (STEWARD, {"MATCH_epc": PALLET}),
        (STEWARD, {"MATCH_anyEPCClass": EGGS, "EQ_action": "ADD"}),
        (Viewer("x", frozenset({FARM_GLN})), {}),
        (Viewer("x", frozenset({FARM_GLN})), {"MATCH_anyEPCClass": EGGS}),
    ],
)
def test_no_question_reads_all_events(clean: Store, viewer: Viewer, said: dict[str, str]) -> None:
    clean.load(Part(FEED))
    told: list[tuple[str, Any]] = []
    with clean.engine.begin() as db:
        event.listen(db, "before_cursor_execute", lambda *one: told.append((one[2], one[3])))
        events(db, query(**said), viewer, LATER, None)
    with clean.engine.begin() as db:
        db.execute(text("SET LOCAL enable_seqscan = off"))
        (asked_for, bound) = told[-1]
        (plan,) = db.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {asked_for}", bound).scalar_one()
    assert "Seq Scan on report" not in json.dumps(plan) and not list(read_whole(plan["Plan"])), plan


def read_whole(plan: dict[str, Any]) -> Iterable[str]:
    """Tables of events and reports that a plan reads without an index."""
    if plan.get("Relation Name") in ("event", "report") and plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for one in plan.get("Plans", []):
        yield from read_whole(one)


def test_a_page_begins_where_the_one_before_ended(clean: Store) -> None:
    clean.load(Part(FEED))
    for said in ({}, {"orderDirection": "DESC"}, {"orderBy": "recordTime"}):
        every, seen, after = asked(clean, **said), list[Row](), None
        while True:
            with clean.engine.begin() as db:
                page = events(db, query(perPage="2", **said), STEWARD, LATER, after)
            seen += page[:2]
            if len(page) < 3:
                break
            after = page[1].place
        assert [row.place for row in seen] == [row.place for row in every]
        assert datetime.now(UTC) < LATER or len(seen) == len(FEED)
