"""EPCIS documents through the gate: what holds an event, what is told of it, and what is nobody's number."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from trace_events import Maker, as_xml
from trace_feeds import EGGS, FARM, FEED, PACKER, laid, shipped

from govinnov.gate.permits import Permits
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.feeds.screening import Screened, screened
from govinnov.trace.lineage.records import reported

DATA = Path(os.environ.get("GOVINNOV_DATA", ""))
MOBILE = "010-2345-6789"
FIELD = "farm:contact"


def judged(*events: dict[str, Any], xml: bool = False, context: dict[str, str] | None = None) -> Screened:
    document = Maker(0).document(list(events))
    document["@context"].append(context or {})
    found = read(as_xml(list(events)).encode() if xml else json.dumps(document).encode())
    assert isinstance(found, Document)
    return screened(found, list(reported(found)), Permits())


@pytest.mark.parametrize("xml", [False, True])
def test_a_personal_number_in_an_extension_holds_its_event_and_no_other(xml: bool) -> None:
    word = judged(laid(EGGS, FARM), laid(EGGS, FARM, "23T08") | {FIELD: MOBILE}, shipped(EGGS, FARM, PACKER), xml=xml)
    assert word.held == {1}
    (found,) = word.findings
    assert (found.code, found.path, found.value) == ("gate-holds", "epcisBody.eventList[1].contact", "mobile-phone")
    assert "eventList[1].contact" in found.message_ko and "eventList[1].contact" in found.message_en


@pytest.mark.parametrize(
    "field",
    [
        {FIELD: f"call {MOBILE}, please"},
        {FIELD: "９００１０１-１２３４５６７"},
        {FIELD: 9001011234567},
        {FIELD: "owner@naver.com"},
        {FIELD: {"farm:deep": [{"farm:deeper": ["x", MOBILE]}]}},
        {"farm:ownerName": "김철수"},
        {"farm:농장주": {"@value": "홍길동"}},
        {f"farm:{MOBILE}": "the name itself"},
        {f"farm:{MOBILE}": {"farm:below": MOBILE}},
        {"eventID": f"https://farm.example.org/{MOBILE}"},
        {"eventID": f"urn:farm:{MOBILE}"},
        {"eventID": f"ni:///sha-256;{'ab' * 32}?ver={MOBILE}"},
        {"eventID": f"https://id.gs1.org/01/08801231123455/10/A?who={MOBILE}"},
        {"eventID": f"https://farm.example.org/{MOBILE}/01/08801231123455/10/A"},
        {"eventID": "https://farm.example.org/%30%31%30-2345-6789"},
        {"farm:contact": "010%2D2345%2D6789"},
        {"https://farm.example.org/%30%31%30-2345-6789/x": "an escaped name"},
        {
            "errorDeclaration": {
                "declarationTime": "2026-08-24T00:00:00Z",
                "correctiveEventIDs": [f"https://id.gs1.org/01/08801231123455?who={MOBILE}"],
            }
        },
        {"bizLocation": {"id": f"https://farm.example.org/{MOBILE}"}},
        {"bizLocation": {"id": FARM, "farm:who": MOBILE}},
        {"bizTransactionList": [{"type": "po", "bizTransaction": f"urn:farm:{MOBILE}"}]},
        {"quantityList": [{"epcClass": f"https://farm.example.org/01/08800001000014/10/{MOBILE}", "quantity": 1}]},
        {"ilmd": {"farm:vet": MOBILE}},
        {"certificationInfo": f"https://cert.example.org/{MOBILE}"},
        {"errorDeclaration": {"declarationTime": "2026-08-24T00:00:00Z", "farm:by": MOBILE}},
        {"errorDeclaration": {"declarationTime": "2026-08-24T00:00:00Z", "correctiveEventIDs": [f"urn:x:{MOBILE}"]}},
        {"sensorElementList": [{"sensorReport": [{"type": "Temperature", "stringValue": MOBILE}]}]},
        {"urn:x-govinnov:who": {"urn:x-govinnov:name": "홍길동", "urn:x-govinnov:role": "farmer"}},
    ],
)
def test_wherever_something_private_stands_the_event_is_held_and_nothing_of_it_is_told(field: dict[str, Any]) -> None:
    word = judged(laid(EGGS, FARM) | field)
    assert word.held == {0}
    told = str(word.findings)
    for secret in ("2345", "6789", "홍길동", "김철수", "9001", "owner@"):
        assert secret not in told


def test_a_number_that_only_the_namespace_completes_is_found() -> None:
    word = judged(laid(EGGS, FARM) | {"bizLocation": {"id": "own:6789"}}, context={"own": "urn:farm:010-2345-"})
    assert word.held == {0}


@pytest.mark.parametrize(
    "code",
    [
        "urn:x-govinnov:hist12/305011230001",
        "https://id.gs1.org/01/08801231123455/21/7",
        "https://farm.example.org/goods/01/08801231123455/21/7?of=farm",
        "urn:epc:id:sgln:8801231.12345.0",
        "urn:uuid:4101e010-1234-5678-9abc-0123456789ab",
        "ni:///sha-256;" + "9001011234567010" * 4 + "?ver=CBV2.0",
    ],
)
def test_a_code_that_proves_itself_is_nobodys_number_where_codes_stand(code: str) -> None:
    event = laid(EGGS, FARM) | {"eventID": code, "bizLocation": {"id": code}, "epcList": [code]}
    assert judged(event).held == frozenset()


def test_the_name_of_a_packer_is_public_and_the_name_of_a_farmer_is_not() -> None:
    who = {"urn:x-govinnov:party": PACKER, "urn:x-govinnov:name": "한가람"}
    assert not judged(laid(EGGS, FARM) | {"urn:x-govinnov:who": who | {"urn:x-govinnov:role": "packer"}}).held
    assert judged(laid(EGGS, FARM) | {"urn:x-govinnov:who": who | {"urn:x-govinnov:role": "farmer"}}).held


def test_of_an_ordinary_feed_nothing_is_held() -> None:
    assert judged(*FEED) == judged(*FEED, xml=True) == Screened()


@pytest.mark.data
def test_of_gs1s_own_examples_nothing_is_held() -> None:
    files = [path for path in sorted((DATA / "epcis" / "gs1-EPCIS").rglob("*")) if path.suffix in (".jsonld", ".xml")]
    found = [(path, one) for path in files if isinstance(one := read(path.read_bytes()), Document)]
    assert len(found) > 50
    assert [path.name for path, one in found if screened(one, list(reported(one)), Permits()).held] == []
