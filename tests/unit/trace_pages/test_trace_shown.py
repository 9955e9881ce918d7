"""How an answer becomes what the page says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import trace_feeds as feeds
from trace_feeds import EGGS, FARM, FEED, OTHER_EGGS, OTHER_FARM, PACK, PACKER_GLN, changes

from ckanext.govinnov.trace_pages import shown
from ckanext.govinnov.trace_pages.asked import Asked
from govinnov.trace.lookup import answer
from govinnov.trace.lookup.public import public

ON = date(2026, 8, 26)
NOW = datetime(2026, 8, 26, 3, tzinfo=UTC)
LAST_YEAR = EGGS.replace("2026", "2025")


def look(code: str, *events: dict[str, Any], **more: Any) -> shown.Answer:
    told = public(answer(code, changes(*(events or FEED)), ON, NOW))
    return shown.answer(told | more, Asked((code,), ON))


@pytest.mark.parametrize(
    ("code", "verdict", "product"),
    [
        ("0823M3FSD2", "none", "egg"),
        ("0823M3FSDZ", "none", "egg"),
        ("L22608241234001", "none", "egg"),
        ("L22608241234009", "unknown", "chicken"),
        ("M3FSD", "choose", "egg"),
        ("0824M3FSD2", "unknown", "egg"),
        ("526082312301", "unknown", "duck"),
        ("0230M3FSD2", "malformed", "other"),
        ("8801234567893", "malformed", "other"),
        ("", "malformed", "other"),
    ],
)
def test_the_verdict_comes_from_the_match_and_the_recall(code: str, verdict: str, product: str) -> None:
    told = look(code)
    assert (told.verdict, told.product) == (verdict, product)


@pytest.mark.parametrize("state", ["recalled", "closed"])
def test_a_recall_is_the_verdict(state: str) -> None:
    recall = {"state": state, "reason_ko": "살충제", "reason_en": "pesticide", "since": "2026-08-25", "path": []}
    assert look("0823M3FSD2", recall=recall).verdict == state


def test_a_mark_is_shown_in_its_parts_whether_known_or_not() -> None:
    for code, laid in (("0823M3FSD2", "0823"), ("0824M3FSD2", "0824"), ("egg10/2026-08-23/M3FSD/2", "0823")):
        mark = look(code).mark
        assert mark is not None
        assert (mark.laid, mark.farm, mark.housing, mark.words.word_en) == (laid, "M3FSD", "2", "barn")
    assert look("226082312301").mark is None


def test_repairs_are_those_of_what_was_found() -> None:
    assert [(one.position, one.read, one.taken) for one in look("O823M3FSDZ").repairs] == [
        (1, "O", "0"),
        (10, "Z", "2"),
    ]
    assert look("0823M3FSD2").repairs == ()


def test_the_same_mark_of_other_years_is_offered_with_its_age() -> None:
    told = look("0823M3FSD2", feeds.laid(EGGS, FARM), feeds.laid(LAST_YEAR, FARM))
    assert [(one.code, one.age) for one in told.dates] == [("egg10/2025-08-23/M3FSD/2", 368)]
    assert told.age == 3


def test_only_what_is_known_and_looks_alike_is_offered_for_what_is_not() -> None:
    assert [one.printed for one in look("0823M3F5D2").choices] == ["0823 M3FSD 2"]
    assert look("0824M3FSD2").choices == ()


def test_steps_say_where_goods_were_sent_and_origins_their_least_and_most() -> None:
    told = look(PACK)
    assert [(one.words.word_en, one.party, one.is_sent) for one in told.steps][2:5] == [
        ("Sent on", PACKER_GLN, True),
        ("Sent on", PACKER_GLN, True),
        ("Graded and packed", PACKER_GLN, False),
    ]
    assert [one.is_exact for one in told.steps] == [True] * 5 + [False]
    assert {(one.farm, one.least <= one.most) for one in told.origins} == {("K7PQA", True), ("M3FSD", True)}
    assert told.steps[0].amount is not None
    assert told.steps[0].amount.word == "30,000개"


def test_a_movement_is_awaited_while_the_law_gives_time_for_its_report() -> None:
    assert look("0823M3FSD2").is_awaited
    old = look("0823K7PQA4", feeds.laid(OTHER_EGGS, OTHER_FARM))
    later = shown.answer(old.told, Asked(("x",), date(2026, 9, 26)))
    assert (old.is_awaited, later.is_awaited) == (True, False)


RECALL = {
    "state": "recalled", "reason_ko": "살충제 검출", "reason_en": None, "since": "2026-08-25T02:05:00+00:00",
    "path": ["egg10/2026-08-23/M3FSD/2", "bundle15/2026-08-24/2/1234/001"],
}  # fmt: skip


def test_a_recall_says_why_since_when_in_korea_and_by_which_way() -> None:
    recall = look(PACK, recall=RECALL).recall
    assert (recall.reason.word, recall.reason.word_en) == ("살충제 검출", "살충제 검출")
    assert f"{recall.since:%Y-%m-%d %H:%M}" == "2026-08-25 11:05"
    assert [one.printed for one in recall.path] == ["0823 M3FSD 2", "L2 260824 1234 001"]


def test_that_one_of_several_is_recalled_is_said() -> None:
    assert look("M3FSD", recall=RECALL).is_one_recalled
    assert not look("M3FSD").is_one_recalled
    assert not look("0823M3FSD2", recall=RECALL).is_one_recalled


def test_the_newest_inspections_are_those_of_the_last_day() -> None:
    found = {"farm": "M3FSD", "code": None, "unit": "mg/kg", "limit": "0.02"}
    told = [
        {**found, "on": "2026-08-23", "item": "피프로닐", "value": "0.056", "verdict": "fail"},
        {**found, "on": "2026-08-23", "item": "비펜트린", "value": None, "verdict": "pass"},
        {**found, "on": "2026-08-01", "item": "피프로닐", "value": "0", "verdict": "pass"},
    ]
    answer = look("0823M3FSD2", inspections=told)
    assert [(one.item, one.value, one.limit, one.passed) for one in answer.newest] == [
        ("피프로닐", "0.056 mg/kg", "0.02 mg/kg", False),
        ("비펜트린", "", "0.02 mg/kg", True),
    ]
    assert answer.verdict == "doubtful"
    assert look("0823M3FSD2", inspections=told[1:]).verdict == "none"
    assert look("0823M3FSD2", inspections=told, recall=RECALL).verdict == "recalled"
    assert look("0823M3FSD2").newest == ()


def test_more_than_an_answer_holds_is_not_called_nothing() -> None:
    sold = [feeds.shipped(EGGS, feeds.PACKER, f"urn:x:shop:{n}", "25T10", 1) for n in range(510)]
    assert look("0823M3FSD2", feeds.laid(EGGS, FARM), *sold).is_cut
    assert not look("0823M3FSD2").is_cut


def test_the_day_before_is_asked_for_with_its_offset() -> None:
    assert look("0823M3FSD2").day_before == "2026-08-25T12:00:00+09:00"
