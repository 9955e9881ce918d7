"""The content key is the same for one content in every form, and another for every other content."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from trace_events import CONTEXT, Maker, as_xml

from govinnov.trace.epcis.canonical import content_key
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read

EVENT: dict[str, Any] = {
    "type": "TransformationEvent",
    "eventTime": "2026-08-23T07:00:00+09:00",
    "eventTimeZoneOffset": "+09:00",
    "bizStep": "commissioning",
    "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.998877", "quantity": 200.5, "uom": "KGM"}],
    "outputEPCList": ["urn:epc:id:sgtin:0614141.107346.2017", "urn:epc:id:sgtin:0614141.107346.2018"],
    "farm:mark": "0823E00012",
}


def keys(text: str) -> list[str]:
    document = read(text.encode())
    assert isinstance(document, Document)
    return [content_key(event, document.prefixes) for event in document.events]


def key(**changes: Any) -> str:
    (made,) = keys(json.dumps(Maker(0).document([{**EVENT, **changes}])))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_json_ld_and_xml_of_the_same_events_have_the_same_keys(seed: int) -> None:
    maker = Maker(seed)
    events = [maker.event() for _ in range(50)]
    assert keys(json.dumps(maker.document(events))) == keys(as_xml(events))
    assert len(set(keys(as_xml(events)))) == 50


def test_no_order_of_names_or_lists_changes_a_key() -> None:
    maker, shuffler = Maker(1), random.Random(1)
    events = [maker.event() for _ in range(100)]
    shuffled = [_shuffled(copy.deepcopy(event), shuffler) for event in events]
    assert shuffled != events
    assert keys(json.dumps(maker.document(shuffled))) == keys(json.dumps(maker.document(events)))


def _shuffled(value: Any, shuffler: random.Random) -> Any:
    if isinstance(value, dict):
        pairs = [(name, _shuffled(content, shuffler)) for name, content in value.items()]
        shuffler.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        items = [_shuffled(item, shuffler) for item in value]
        shuffler.shuffle(items)
        return items
    return value


@pytest.mark.parametrize(
    "changes",
    [
        {"eventTime": "2026-08-22T22:00:00Z"},
        {"eventTime": "2026-08-23T07:00:00.000000+09:00"},
        {"bizStep": "https://ref.gs1.org/cbv/BizStep-commissioning"},
        {"bizStep": "cbv:BizStep-commissioning"},
        {"eventID": "urn:uuid:1", "recordTime": "2026-08-23T07:00:00+09:00"},
        {"errorDeclaration": {"declarationTime": "2026-08-23T07:00:00+09:00"}},
        {
            "inputQuantityList": [
                {"uom": "KGM", "quantity": 2005e-1, "epcClass": "https://x.example.org/01/04012345123456/10/998877"}
            ]
        },
        {"outputEPCList": [f"https://id.gs1.org/01/10614141073464/21/{serial}" for serial in (2018, 2017)]},
        {"bizTransactionList": []},
        {"farm:mark": ["0823E00012"]},
        {"farm:mark": {"@value": "0823E00012", "@type": "xsd:string"}},
    ],
)
def test_another_spelling_has_the_same_key(changes: dict[str, Any]) -> None:
    assert key(**changes) == key()


@pytest.mark.parametrize(
    "changes",
    [
        {"eventTime": "2026-08-23T07:00:00.000001+09:00"},
        {"eventTimeZoneOffset": "+00:00"},
        {"farm:mark": "8230E00011"},
        {"farm:house": "3"},
        {"shop:mark": "0823E00012"},
        {"outputEPCList": ["urn:epc:id:sgtin:0614141.107346.2017"]},
        {"type": "farm:Hatch"},
        {
            "inputQuantityList": [
                {"epcClass": "urn:epc:class:lgtin:4012345.012345.998877", "quantity": 200.6, "uom": "KGM"}
            ]
        },
    ],
)
def test_another_content_has_another_key(changes: dict[str, Any]) -> None:
    assert key(**changes) != key()


def test_twenty_decimals_are_kept() -> None:
    texts = [json.dumps(Maker(0).document([EVENT])).replace("200.5", f"0.0000000000000000000{digit}") for digit in "12"]
    assert keys(texts[0]) != keys(texts[1])


def test_the_prefix_of_a_namespace_means_nothing() -> None:
    document = Maker(0).document([{**EVENT, "hof:mark": EVENT["farm:mark"]}])
    del document["epcisBody"]["eventList"][0]["farm:mark"]
    document["@context"] = [CONTEXT, {"hof": "https://farm.example.org/epcis/"}]
    assert keys(json.dumps(document)) == [key()]
