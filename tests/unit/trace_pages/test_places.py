"""The districts of an answer: those of the steps that everybody may read, and no other."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import trace_feeds as feeds
from hypothesis import given, settings
from hypothesis import strategies as st
from placed_steps import steps, told
from trace_feeds import EGGS, FARM_GLN, PACKER, PACKER_GLN, SHOP, SHOP_GLN, changes

from ckanext.govinnov.trace_pages import shown
from ckanext.govinnov.trace_pages.asked import Asked
from ckanext.govinnov.trace_pages.places import places
from govinnov.trace.codes.model import URN
from govinnov.trace.lookup import answer
from govinnov.trace.lookup.public import is_exact, public
from govinnov.trace.lookup.steps import PLACED

POCHEON, IKSAN, WANDO = "경기도 포천시", "전북특별자치도 익산시", "전라남도 완도군"
ON, NOW = date(2026, 8, 26), datetime(2026, 8, 26, 3, tzinfo=UTC)


def test_districts_stand_in_the_order_of_the_steps_each_once() -> None:
    laid = told("commissioning", POCHEON, "김**")
    sent = told("departing", IKSAN, "8800003000012", "2026-08-24")
    packed = told("packing", IKSAN, "8800003000012", "2026-08-25")
    back = told("inspecting", POCHEON, "김**", "2026-08-26")
    assert [
        (one.number, one.district, [word.word_en for word in one.words], f"{one.first}", f"{one.last}")
        for one in places(steps(laid, sent, packed, packed, back))
    ] == [
        (1, POCHEON, ["Laid at the farm", "Inspected"], "2026-08-23", "2026-08-26"),
        (2, IKSAN, ["Sent here", "Graded and packed"], "2026-08-24", "2026-08-25"),
    ]


def test_what_is_summed_up_or_has_no_district_has_no_place() -> None:
    summed = told("shipping", WANDO, None)
    nowhere = told("packing", None, "8800003000012")
    awaited = told("receiving", None, None, state="awaited")
    assert places(steps(summed, nowhere, awaited)) == ()


_WHO = {FARM_GLN: ("farm", POCHEON), PACKER_GLN: ("packer", IKSAN), SHOP_GLN: ("shop", WANDO)}


def _told(parties: dict[str, tuple[str, str]], code: str) -> dict[str, Any]:
    """The public answer about a feed whose every event says who and where somebody is."""
    whos = [
        {f"{URN}party": party, f"{URN}role": role, f"{URN}name": "가나다", f"{URN}district": district}
        for party, (role, district) in parties.items()
    ]
    events = [one | {f"{URN}who": whos} for one in (*feeds.FEED, feeds.shipped(EGGS, PACKER, SHOP, "25T10", 7))]
    return json.loads(json.dumps(public(answer(code, changes(*events), ON, NOW))))


_ROLES = st.sampled_from(["farm", "hatchery", "slaughterhouse", "packer", "shop", "distributor", "sickness", ""])
_DISTRICTS = st.sampled_from([POCHEON, IKSAN, WANDO, "경기도", "완도군 어느리 1", "서울특별시 종로구", ""])


@given(st.fixed_dictionaries({party: st.tuples(_ROLES, _DISTRICTS) for party in _WHO}))
@settings(max_examples=60, deadline=None)
def test_no_district_has_a_place_that_the_public_answer_lacks(parties: dict[str, tuple[str, str]]) -> None:
    for code in ("0823M3FSD2", "L22608241234001"):
        told = _told(parties, code)
        found = {one.district for one in shown.answer(told, Asked((code,), ON)).places}
        assert found == {step["district"] for step in told["steps"] if step["district"] and is_exact(step)}
        elsewhere = {district for role, district in parties.values() if role in PLACED}
        assert found <= elsewhere


def test_a_shop_has_no_place_and_the_farm_and_the_packer_have() -> None:
    told = shown.answer(_told(_WHO, "0823M3FSD2"), Asked(("x",), ON))
    assert [(one.district, [word.word_en for word in one.words]) for one in told.places] == [
        (POCHEON, ["Laid at the farm"]),
        (IKSAN, ["Sent here", "Graded and packed"]),
    ]
