"""What the public sees of an answer: nothing that a feed said of anybody but farms' marks, packers, slaughterhouses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import trace_feeds as feeds
from trace_feeds import EGGS, FARM, FEED, PACK, PACKER, PACKER_GLN, SHOP_GLN, changes, shipped

from govinnov.trace.codes.model import URN
from govinnov.trace.lineage.who import masked, whos
from govinnov.trace.lookup import answer
from govinnov.trace.lookup.onward import Sent, onward
from govinnov.trace.lookup.printed import printed, product
from govinnov.trace.lookup.public import public
from govinnov.trace.lookup.words import STEPS, amount, step_words

ON = date(2026, 8, 26)
NOW = datetime(2026, 8, 26, 3, tzinfo=UTC)
#: What a feed may plant where it should not: a shop with its owner's name and mobile.
MARKER = "zq-kim"
PLANTED = f"urn:x:shop:{MARKER}-010-2345-6789"


def look(text: str, *events: dict[str, Any]) -> dict[str, Any]:
    return public(answer(text, changes(*(events or FEED)), ON, NOW))


def told_of(told: dict[str, Any], step: str, name: str) -> list[Any]:
    return [one[name] for one in told["steps"] if one["step"] == step]


def test_the_packer_is_named_and_neither_farm_nor_shop() -> None:
    told = look("L22608241234001")
    assert told_of(told, "packing", "party") == [PACKER_GLN]
    assert told_of(told, "commissioning", "party") == [None, None]
    whole = json.dumps(told)
    assert SHOP_GLN not in whole
    assert "8800001000014" not in whole
    assert {one["farm"] for one in told["origins"]} == {"M3FSD", "K7PQA"}


def test_an_answer_keeps_its_form() -> None:
    whole = answer("0823M3FSD2", changes(*FEED), ON, NOW)
    told = public(whole)
    assert list(told) == list(whole)
    assert [list(step) for step in told["steps"]] == [list(step) for step in whole["steps"]]


def test_what_customers_got_on_one_day_is_one_step_of_two_digits() -> None:
    sold = [shipped(EGGS, PACKER, f"urn:x:shop:{n}", "25T10", 100 + n) for n in range(3)]
    later = shipped(EGGS, PACKER, "urn:x:shop:9", "26T10", 4)
    told = look("0823M3FSD2", feeds.laid(EGGS, FARM), shipped(EGGS, FARM, PACKER), *sold, later)
    onward = [(one["date"], one["quantity"], one["days"]) for one in told["steps"] if one["date"] > "2026-08-23"]
    assert onward == [("2026-08-25", "300", 2), ("2026-08-26", "4", 1)]


def test_a_shops_own_number_of_gs1_is_left_out_and_the_packers_stays() -> None:
    packs, own = (f"https://id.gs1.org/01/0{gtin}/10/A" for gtin in ("8800003000128", "8800004000127"))
    packing = feeds.packed(inputQuantityList=[amount_of(EGGS)], outputQuantityList=[amount_of(packs)])
    cutting = feeds.packed("25T09", inputQuantityList=[amount_of(packs)], outputQuantityList=[amount_of(own)])
    own_use = cutting | {"bizStep": "collecting", "bizLocation": {"id": feeds.SHOP}}
    told = look("0823M3FSD2", feeds.laid(EGGS, FARM), packing, shipped(packs, PACKER, feeds.SHOP, "24T12"), own_use)
    shown = [one["code"] for one in told["steps"]]
    assert shown == ["egg10/2026-08-23/M3FSD/2", *["gs1/01/08800003000128/10/A"] * 2, None]


def amount_of(lot: str) -> dict[str, Any]:
    return feeds.amount(lot, 300)


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    bare = shipped(EGGS, PACKER, "urn:x:shop:1", "25T11")
    bare["quantityList"] = [{"epcClass": EGGS}]
    told = look("0823M3FSD2", shipped(EGGS, PACKER, "urn:x:shop:2", "25T10"), bare)
    assert [one["quantity"] for one in told["steps"]] == [None]


def test_equal_reports_of_a_farm_stay_two() -> None:
    again = [feeds.with_id(feeds.laid(EGGS, FARM), name) for name in "ab"]
    later = feeds.laid(EGGS, FARM, "23T08")
    told = look("0823M3FSD2", *again, later)
    assert told_of(told, "commissioning", "quantity") == ["60000", "30000"]


@pytest.mark.parametrize("place", ["party", "lot", "step", "unit", "id"])
def test_what_a_feed_plants_is_left_out(place: str) -> None:
    events = {
        "party": [
            feeds.laid(EGGS, PLANTED),
            shipped(EGGS, PLANTED, PLANTED),
            feeds.packed(bizLocation={"id": PLANTED}),
        ],
        "lot": [feeds.laid(EGGS, FARM), feeds.packed(outputQuantityList=[feeds.amount(PLANTED, 1)])],
        "step": [{**feeds.laid(EGGS, FARM), "bizStep": PLANTED}],
        "unit": [{**feeds.laid(EGGS, FARM), "quantityList": [feeds.amount(EGGS, 1, PLANTED)]}],
        "id": [feeds.with_id(feeds.laid(EGGS, FARM), PLANTED), feeds.with_id(feeds.laid(EGGS, PACKER), PLANTED)],
    }[place]
    state = feeds.state(*events)
    whole = answer("0823M3FSD2", feeds.changes_of(state.records), ON, NOW, state.conflicts)
    assert MARKER in json.dumps(whole)
    told = public(whole)
    assert told["match"] == "exact"
    assert MARKER not in json.dumps(told)


def test_a_unit_that_a_feed_made_up_is_left_out_of_what_customers_got() -> None:
    sent = [Sent(str(number), "경기도 포천시", Decimal(2), unit) for number in range(5) for unit in ("KGM", PLANTED)]
    told = public(look("0823M3FSD2") | {"onward": onward(sent)})["onward"]
    assert told["districts"][0]["quantities"] == [{"quantity": "10", "unit": "KGM"}]
    assert told["businesses"] == 5


@pytest.mark.parametrize(
    ("role", "shown"), [("packer", "나무"), ("farm", "나**"), ("trade", ""), ("shop", ""), ("farmer", ""), ("", "")]
)
def test_of_whoever_trades_no_sign_of_the_name_is_read(role: str, shown: str) -> None:
    told = {f"{URN}party": "urn:x:shop:1", f"{URN}role": role, f"{URN}name": "나무"}
    assert whos({f"{URN}who": told})["urn:x:shop:1"].name == shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("경기도 포천시", "경기도 포천시"),
        ("세종특별자치시", "세종특별자치시"),
        ("경기도 포천시 소흘읍 1", ""),
        (PLANTED, ""),
        ("", ""),
    ],
)
def test_of_what_a_document_writes_for_a_district_nothing_nearer_is_read(written: str, read: str) -> None:
    told = {f"{URN}party": "urn:x:shop:1", f"{URN}role": "trade", f"{URN}district": written}
    assert whos({f"{URN}who": told})["urn:x:shop:1"].district == read


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (PACK.removeprefix("urn:x-govinnov:"), True),
        ("gs1/01/09521321004122/10/A1", True),
        ("gs1/414/8800001000014", False),
        ("egg10/010-2345-6789", False),
        ("gs1/01/010-2345-6789", False),
    ],
)
def test_only_codes_of_goods_are_shown(code: str, shown: bool) -> None:
    told = look("0823M3FSD2")
    step = {**told["steps"][0], "code": code}
    assert (public({**told, "steps": [step]})["steps"][0]["code"] == code) is shown


@pytest.mark.parametrize(
    ("farm", "district", "shown"),
    [
        ("이몽룡", "전북특별자치도 남원시", ("이**", "전북특별자치도 남원시")),
        ("이몽룡 농장", "전북특별자치도 남원시 광한루길 1", ("이**", None)),
        ("8800001000014", "서울특별시", (None, "서울특별시")),
        ("urn:x:farm:kim", None, (None, None)),
        ("010-2345-6789", "010-2345-6789", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_farms_are_masked_and_addresses_end_at_the_district(
    farm: str | None, district: str | None, shown: tuple[str | None, str | None]
) -> None:
    told = look("0823M3FSD2") | {"origins": [{"farm": farm, "district": district, "share": [1, 1]}]}
    (origin,) = public(told)["origins"]
    assert (origin["farm"], origin["district"]) == shown


def test_officials_words_stay_and_farms_and_codes_in_them_are_masked() -> None:
    told = look("0823M3FSD2")
    found = {
        "on": "2026-08-23",
        "item": "피프로닐",
        "value": "0.056",
        "limit": "0.02",
        "unit": "mg/kg",
        "verdict": "fail",
    }
    told["inspections"] = [{**found, "farm": "8800001000014", "code": None}, {**found, "farm": None, "code": PLANTED}]
    told["certificates"] = [{"farm": "M3FSD", "kind": "HACCP", "on": "2026-08-23", "valid": True}]
    told["recall"] |= {"path": ["egg10/2026-08-23/M3FSD/2", PLANTED]}
    shown = public(told)
    assert shown["inspections"] == [{**found, "farm": None, "code": None}] * 2
    assert shown["certificates"] == told["certificates"]
    assert shown["recall"]["path"] == ["egg10/2026-08-23/M3FSD/2"]


def test_a_name_is_its_first_character_and_two_stars_whatever_its_length() -> None:
    assert [masked(name) for name in ("김", "김수로", "Heo Hwang-ok")] == ["김**", "김**", "H**"]


@pytest.mark.parametrize(
    ("code", "shown", "kind"),
    [
        ("egg10/2026-08-23/M3FSD/2", "0823 M3FSD 2", "egg"),
        ("egg10/0823/M3FSD/2", "0823 M3FSD 2", "egg"),
        ("farm6/M3FSD/2", "M3FSD 2", "egg"),
        ("farm5/M3FSD", "M3FSD", "egg"),
        ("old/08LSH", "08LSH", "egg"),
        ("hist12/226082312301", "226082312301", "chicken"),
        ("hist12/526082312301", "526082312301", "duck"),
        ("hist12/2023-08-23/308231230001", "308231230001", "egg"),
        ("bundle15/2026-08-24/2/1234/001", "L2 260824 1234 001", "chicken"),
        ("bundle15/2026-08-24/5/A2B4/001", "L5 260824 A2B4 001", "duck"),
        ("gs1/01/09521321004122/10/A1", "(01)09521321004122 (10)A1", "other"),
    ],
)
def test_a_code_is_shown_as_it_stands_on_the_goods(code: str, shown: str, kind: str) -> None:
    assert (printed(code), product(code)) == (shown, kind)


def test_steps_and_amounts_are_told_in_words_of_both_languages() -> None:
    assert step_words("commissioning", "egg10/2026-08-23/M3FSD/2").word == "농장에서 낳음"
    assert step_words("commissioning", "bundle15/2026-08-24/2/1234/001").word == "처음 등록함"
    assert step_words("urn:x:anything", "gs1/01/1").word_en == "Something else"
    assert all(one.word and one.word_en for one in STEPS.values())
    told = [amount("30000", None), amount("2", "H87"), amount("1234.5", "KGM"), amount("3", "CT"), amount(None, "KGM")]
    assert [one and one.word for one in told] == ["30,000개", "2개", "1,234.5 kg", "3 CT", None]


def test_a_finding_about_what_was_typed_stays_as_it_is() -> None:
    told = look("0230M3FSD2")
    assert told["unknown"][0]["value"] == "30"


def test_a_gap_names_what_is_printed_on_goods_and_no_number_of_a_feed() -> None:
    made = feeds.packed(inputQuantityList=[feeds.amount(one, 100) for one in (EGGS, f"{PLANTED}:1", f"{PLANTED}:2")])
    seen = [feeds.laid(f"{PLANTED}:{number}", FARM) for number in (1, 2)]
    told = [
        one for one in look("L22608241234001", FEED[0], *seen, made)["unknown"] if one["code"] == "move-not-reported"
    ]
    assert [one["value"] for one in told] == ["egg10/2026-08-23/M3FSD/2", None]
    assert told[0]["message_ko"].startswith("'0823 M3FSD 2'이(가) 다음 곳으로")
    assert told[1]["message_en"].startswith("Nothing reported says how '…' came")
    assert MARKER not in str(told)
