"""Egg in hand: not recalled; the farm fails; recalled, why and since when; what came later too; what was known then."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import trace_feeds as feeds
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, ProgrammingError
from trace_feeds import EGGS, FEED, error
from trace_store import FIRST, Part, Store

from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Certification, Inspection
from govinnov.trace.recall.steps import Step
from govinnov.trace.store import look_up
from govinnov.trace.store.errors import StepError
from govinnov.trace.store.stewarding import advance, certified, inspected, propose, recalls, steps

ON = date(2026, 8, 26)
EGG, PACK, LATER = "0823M3FSD2", "L22608241234001", "L22608251234002"
LATER_LOT = "urn:x-govinnov:bundle15/2026-08-25/2/1234/002"
STEWARD = "품질관리과 담당"
FARM = Predicate(date(2026, 8, 20), date(2026, 8, 26), "M3FSD")
LATE_PACK = feeds.packed(
    "25T09", inputQuantityList=[feeds.amount(EGGS, 10)], outputQuantityList=[feeds.amount(LATER_LOT, 10)]
)


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    store.load(Part(FEED))
    return store


def hour(number: int) -> datetime:
    return FIRST + timedelta(hours=number)


def step(state: Any, number: int) -> Step:
    return Step(state, STEWARD, f"{state}: 살충제 검출", f"{state}: pesticide found", hour(number))


def look(store: Store, code: str, at: int | None = None) -> dict[str, Any]:
    with store.engine.begin() as db:
        return look_up(db, code, ON, None if at is None else hour(at))


def state(store: Store, code: str, at: int | None = None) -> str:
    return str(look(store, code, at)["recall"]["state"])


def opened(store: Store) -> int:
    with store.engine.begin() as db:
        failed = Inspection(date(2026, 8, 23), "피프로닐", "fail", Decimal("0.0363"), Decimal("0.02"), "mg/kg", "M3FSD")
        inspection = inspected(db, failed, hour(24))
        number = propose(db, FARM, step("draft", 24), inspection)
        advance(db, number, step("open", 25))
    return number


def test_the_journey(clean: Store) -> None:
    assert [state(clean, code) for code in (EGG, PACK)] == ["none", "none"]
    number = opened(clean)
    told = look(clean, EGG)
    assert told["recall"] == {
        "state": "recalled",
        "reason_ko": "open: 살충제 검출",
        "reason_en": "open: pesticide found",
        "since": "2026-09-02T01:00:00+00:00",
        "path": ["egg10/2026-08-23/M3FSD/2"],
    }
    (failed,) = told["inspections"]
    assert (failed["item"], failed["value"], failed["limit"], failed["unit"], failed["verdict"]) == (
        "피프로닐", "0.0363", "0.02", "mg/kg", "fail",
    )  # fmt: skip
    assert look(clean, PACK)["recall"]["path"] == ["egg10/2026-08-23/M3FSD/2", "bundle15/2026-08-24/2/1234/001"]
    assert state(clean, "0823K7PQA4") == "none"

    clean.load(Part([LATE_PACK], hour=26))
    assert look(clean, LATER)["recall"]["path"] == ["egg10/2026-08-23/M3FSD/2", code_of(LATER_LOT)]

    clean.load(Part([error(FEED[4])], hour=28))
    assert [state(clean, code) for code in (EGG, PACK, LATER)] == ["recalled", "none", "recalled"]

    assert [state(clean, EGG, at) for at in (12, 24, 25)] == ["none", "none", "recalled"]
    assert [state(clean, PACK, at) for at in (12, 24, 25, 27, 28)] == ["none", "none", "recalled", "recalled", "none"]
    assert look(clean, EGG, 12)["inspections"] == []

    with clean.engine.begin() as db:
        advance(db, number, step("closed", 48))
    assert [state(clean, EGG, at) for at in (47, 48)] == ["recalled", "closed"]
    assert look(clean, EGG)["recall"]["reason_en"] == "closed: pesticide found"


def test_a_withdrawn_recall_is_no_longer_told_but_was(clean: Store) -> None:
    number = opened(clean)
    with clean.engine.begin() as db:
        advance(db, number, step("withdrawn", 30))
    assert [state(clean, EGG, at) for at in (29, 30, None)] == ["recalled", "none", "none"]


def test_an_open_recall_is_told_before_a_newer_one_that_is_closed(clean: Store) -> None:
    opened(clean)
    with clean.engine.begin() as db:
        other = propose(db, Predicate(FARM.first, FARM.last, lot=EGGS), step("draft", 30))
        advance(db, other, step("open", 31))
        advance(db, other, step("closed", 32))
    assert [state(clean, EGG, at) for at in (31, 32)] == ["recalled", "recalled"]


def test_a_lot_that_may_be_meant_and_is_recalled_is_told(clean: Store) -> None:
    opened(clean)
    told = look(clean, "0823M3F5D2")
    assert (told["match"], told["recall"]["state"]) == ("unknown", "recalled")
    assert look(clean, "M3FSD")["recall"]["path"] == ["egg10/2026-08-23/M3FSD/2"]
    assert state(clean, "0823M3FSX3") == "none"


@pytest.mark.parametrize(
    ("states", "hours", "sentence"),
    [
        (["open"], [1], "After 'None' may come draft"),
        (["draft", "closed"], [1, 2], "After 'draft' may come open, withdrawn"),
        (["draft", "open", "closed", "open"], [1, 2, 3, 4], "may come nothing"),
        (["draft", "withdrawn", "open"], [1, 2, 3], "may come nothing"),
        (["draft", "open"], [2, 2], "a time after"),
    ],
)
def test_a_step_that_may_not_come_is_refused_and_nothing_is_kept(
    clean: Store, states: list[str], hours: list[int], sentence: str
) -> None:
    taken = [step(name, number) for name, number in zip(states, hours, strict=True)]
    with pytest.raises(StepError, match=sentence), clean.engine.begin() as db:
        number = propose(db, FARM, taken[0])
        for one in taken[1:]:
            advance(db, number, one)
    with clean.engine.begin() as db:
        assert recalls(db, "infinity") == []


@pytest.mark.parametrize("missing", ["steward", "reason_ko", "reason_en"])
def test_nobody_recalls_without_a_name_and_a_reason(clean: Store, missing: str) -> None:
    said = {"steward": STEWARD, "reason_ko": "까닭", "reason_en": "why"} | {missing: " "}
    with pytest.raises(StepError, match="in both languages"), clean.engine.begin() as db:
        propose(db, FARM, Step("draft", at=FIRST, **said))


def test_an_unknown_recall_takes_no_step(clean: Store) -> None:
    with pytest.raises(StepError, match="no recall 7"), clean.engine.begin() as db:
        advance(db, 7, step("open", 1))


def test_each_step_is_kept_with_its_steward_whom_the_public_never_sees(clean: Store) -> None:
    number = opened(clean)
    with clean.engine.begin() as db:
        assert [(one.state, one.steward, one.at) for one in steps(db, number)] == [
            ("draft", STEWARD, hour(24)),
            ("open", STEWARD, hour(25)),
        ]
    assert STEWARD not in json.dumps(look(clean, EGG), ensure_ascii=False)
    with pytest.raises(ProgrammingError, match="permission denied"), clean.engine.begin() as db:
        look_up(db, EGG, ON)
        steps(db, number)


@pytest.mark.parametrize("table", ["trace.recall", "trace.recall_step", "trace.inspection", "trace_private.steward"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET known_from = now()"])
def test_nothing_that_is_kept_is_changed(clean: Store, table: str, change: str) -> None:
    opened(clean)
    change = change.replace("known_from = now()", "farm = ''") if table == "trace.recall" else change
    with pytest.raises(DatabaseError, match="are only added"), clean.engine.begin() as db:
        db.execute(text(change.format(table)))


def test_certificates_say_whether_they_were_valid_on_the_day_of_the_lot(clean: Store) -> None:
    assert look(clean, EGG)["certificates"] == []
    with clean.engine.begin() as db:
        certified(db, Certification("M3FSD", "무항생제", date(2025, 1, 1), date(2026, 8, 22)), hour(1))
        certified(db, Certification("M3FSD", "HACCP", date(2026, 8, 23)), hour(1))
        certified(db, Certification("K7PQA", "HACCP", date(2026, 1, 1)), hour(1))
    assert [(one["farm"], one["kind"], one["valid"]) for one in look(clean, EGG)["certificates"]] == [
        ("M3FSD", "HACCP", True),
        ("M3FSD", "무항생제", False),
    ]
    assert [one["farm"] for one in look(clean, PACK)["certificates"]] == ["K7PQA", "M3FSD", "M3FSD"]
    assert look(clean, EGG, 0)["certificates"] == []
