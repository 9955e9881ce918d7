"""What is written is valid, and read again it is the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trace_events import Maker
from trace_feeds import FEED, NOW, state

from govinnov.trace.epcis.canonical import canonical
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.epcis.writing import document
from govinnov.trace.epcis.xml.writing import document as xml_document
from govinnov.trace.lineage import state_of


def json_of(events: list[dict[str, Any]]) -> bytes:
    return document(events, NOW)


def xml_of(events: list[dict[str, Any]]) -> bytes:
    return xml_document(events, NOW)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**6), written=st.sampled_from([json_of, xml_of]))
def test_events_of_any_kind_are_valid_and_the_same_again(
    seed: int, written: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    maker = Maker(seed)
    records = state(*FEED, *(maker.event() for _ in range(5))).records
    again = read(written([one.event for one in records]))
    assert isinstance(again, Document)
    assert [one for one in judge(again).findings if one.severity == "error"] == []
    assert [one.key for one in state_of([again]).records] == [one.key for one in records]


#: Elements in the order of GS1's XML schema where types of events differ, and inside of others.
SEQUENCES = {
    "TransactionEvent": ["certificationInfo", "bizTransactionList", "parentID", "epcList", "action", "quantityList"],
    "AssociationEvent": ["certificationInfo", "parentID", "childQuantityList", "action", "bizTransactionList"],
    "AggregationEvent": ["certificationInfo", "parentID", "action", "bizTransactionList", "childQuantityList"],
    "ObjectEvent": ["epcList", "action", "bizTransactionList", "quantityList", "sourceList", "persistentDisposition"],
    "TransformationEvent": ["inputEPCList", "outputQuantityList", "transformationID", "bizStep", "bizTransactionList"],
    "persistentDisposition": ["unset", "set"],
    "sensorElement": ["sensorMetadata", "sensorReport"],
    "quantityElement": ["epcClass", "quantity", "uom"],
}


def test_elements_stand_in_the_order_of_the_schema() -> None:
    maker, met = Maker(5), Counter[str]()
    for element in fromstring(xml_of([one.event for one in state(*(maker.event() for _ in range(80))).records])).iter():
        wanted = SEQUENCES.get(element.tag, [])
        names = [child.tag for child in element if child.tag in wanted]
        assert names == sorted(names, key=wanted.index)
        met[element.tag] += len(set(names)) > 1
    assert all(met[name] for name in SEQUENCES)


def test_terms_of_gs1_that_are_not_in_its_list_are_written_as_json_ld_may_have_them() -> None:
    told = xml_of([state({**FEED[0], "sensorElementList": [{"sensorReport": [{"type": "Mass"}]}]}).records[0].event])
    records = state_of([read(told.replace(b"voc/Mass", b"voc/MT-Mass"))]).records  # type: ignore[list-item]
    again = read(json_of([one.event for one in records]))
    assert isinstance(again, Document)
    assert judge(again).valid
    assert [one.key for one in state_of([again]).records] == [one.key for one in records]


def test_texts_that_somebody_adds_to_a_sensors_stand_in_attributes() -> None:
    added = {"sensorElementList": [{"sensorReport": [{"type": "Temperature", "farm:hen": "7"}]}]}
    (report,) = fromstring(xml_of([state({**FEED[0], **added}).records[0].event])).iter("sensorReport")
    assert (report.get("{https://farm.example.org/epcis/}hen"), len(report)) == ("7", 0)


def test_numbers_keep_every_digit() -> None:
    long = {**FEED[0], "quantityList": [{"epcClass": "urn:x:1", "quantity": 7}]}
    (record,) = state(long).records
    record.event["quantityList"]["quantity"] = "0.12345678901234567890123"
    assert b'"quantity": 0.12345678901234567890123' in document([record.event], NOW)
    assert json.loads(document([record.event], NOW))["epcisBody"]["eventList"][0]["type"] == "ObjectEvent"


@pytest.mark.parametrize("written", [json_of, xml_of])
def test_odd_texts_and_names_make_no_broken_document(written: Callable[[list[dict[str, Any]]], bytes]) -> None:
    odd = {"https://x.example.org/a/": "\x00\ud800<", "https://x.example.org/b": {"@c:d": "&", "#text": "\x01"}}
    form = {**state(FEED[0]).records[0].event, **odd}
    again = read(written([form]))
    assert isinstance(again, Document)
    assert judge(again).valid


ODD_NAMES = ["", "my field", "1a", "a\x01b", "한글", "x:", ":y", "@", "@ x", "urn:x:\ud800", "<", "é:ü"]


@pytest.mark.parametrize("held", ["text", {"a b": "1"}, ["1", "2"], [["1", "2"], ["3", {"x:y": [["4"]]}]]])
def test_an_event_of_somebodys_own_type_may_have_fields_of_any_name(held: Any) -> None:
    odd = dict.fromkeys(ODD_NAMES, held)
    event = {**FEED[0], "type": "https://farm.example.org/Cull", **odd, "sensorElementList": [{"sensorReport": [odd]}]}
    for written in (json_of, xml_of):
        again = read(written([canonical(event, {})]))
        assert isinstance(again, Document)
        assert len(again.events) == 1
