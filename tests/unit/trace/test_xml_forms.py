"""The XML binding in all its forms gives the model that JSON-LD gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from trace_events import as_xml

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.hashes import event_hashes

EVENT = {
    "type": "ObjectEvent",
    "eventTime": "2026-08-23T07:00:00+09:00",
    "eventTimeZoneOffset": "+09:00",
    "action": "OBSERVE",
    "bizStep": "shipping",
    "epcList": ["urn:a:b"],
    "quantityList": [{"epcClass": "urn:c:d", "quantity": 1.5, "uom": "KGM"}],
    "sensorElementList": [{"sensorReport": [{"type": "Temperature", "value": 4, "booleanValue": "true"}]}],
}
XML = as_xml([EVENT])
ONE = XML.split("<EventList>")[1].split("</EventList>")[0]
QUERY = (
    '<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:2" schemaVersion="2.0" '
    'creationDate="2026-08-23T07:00:00Z"><EPCISBody><q:QueryResults><queryName>Simple</queryName>'
    "<resultsBody><EventList>{events}</EventList></resultsBody></q:QueryResults></EPCISBody></q:EPCISQueryDocument>"
)
HEADER = (
    "<EPCISHeader><extension><EPCISMasterData><VocabularyList>"
    '<Vocabulary type="urn:epcglobal:epcis:vtype:Location"><VocabularyElementList><VocabularyElement id="{id}">'
    '<attribute id="urn:epcglobal:cbv:mda#name">양계장</attribute><children><id>urn:x:2</id></children>'
    "</VocabularyElement></VocabularyElementList></Vocabulary>"
    "</VocabularyList></EPCISMasterData></extension></EPCISHeader><EPCISBody>"
)


def document(text: str) -> Document:
    made = read(text.encode())
    assert isinstance(made, Document)
    return made


def test_numbers_words_and_truth_are_those_of_json() -> None:
    (event,) = document(XML).events
    assert event["bizStep"] == "shipping"
    assert event["quantityList"] == [{"epcClass": "urn:c:d", "quantity": Decimal("1.5"), "uom": "KGM"}]
    assert event["sensorElementList"][0]["sensorReport"] == [
        {"type": "Temperature", "value": Decimal(4), "booleanValue": True}
    ]


def test_a_query_document_and_a_single_event_have_the_events_of_a_document() -> None:
    for text in (QUERY.format(events=ONE), ONE):
        made = document(text)
        assert judge(made).findings == ()
        assert made.events == document(XML).events
        assert event_hashes(made) == event_hashes(document(XML))


def test_a_single_event_that_is_named_and_dated_as_a_document_is_has_the_hash_of_the_event() -> None:
    said = 'schemaVersion="2.0" creationDate="2026-08-23T07:00:00Z"'
    start = f'<e:ObjectEvent xmlns:e="urn:epcglobal:epcis:xsd:2" {said}>'
    named = ONE.replace("<ObjectEvent>", start).replace("</ObjectEvent>", "</e:ObjectEvent>")
    made = document(named)
    assert (judge(made).findings, made.events) == ((), document(XML).events)
    assert event_hashes(made) == event_hashes(document(XML))


def test_results_of_a_query_without_a_body_are_not_valid_but_their_events_are_hashed() -> None:
    bare = QUERY.format(events=ONE)
    for part in ("<EPCISBody>", "</EPCISBody>", "<q:QueryResults>", "</q:QueryResults>"):
        bare = bare.replace(part, "")
    assert [(one.code, one.path) for one in judge(document(bare)).findings] == [
        ("field-missing", "epcisBody.queryResults")
    ]
    assert event_hashes(document(bare)) == event_hashes(document(XML))


def test_an_event_whose_names_are_of_the_namespace_of_epcis_is_not_valid() -> None:
    named = XML.replace("<ObjectEvent>", "<epcis:ObjectEvent>").replace("</ObjectEvent>", "</epcis:ObjectEvent>")
    (found,) = judge(document(named)).findings
    assert (found.code, found.fix) == ("event-type-unknown", "ObjectEvent")


def test_faults_in_a_query_document_are_told_with_their_path() -> None:
    found = judge(document(QUERY.format(events=ONE.replace("OBSERVE", "MOVE")))).findings
    assert [one.path for one in found] == ["epcisBody.queryResults.resultsBody.eventList[0].action"]
    missing = judge(document(QUERY.format(events="").replace("<queryName>Simple</queryName>", ""))).findings
    assert [(one.code, one.path) for one in missing] == [("field-missing", "epcisBody.queryResults.queryName")]


@pytest.mark.parametrize("body", ["<EPCISBody/>", "<EPCISBody><x/></EPCISBody>"])
def test_a_document_without_an_event_list_is_not_valid(body: str) -> None:
    text = XML.split("<EPCISBody>")[0] + body + "</epcis:EPCISDocument>"
    assert [(one.code, one.path) for one in judge(document(text)).findings] == [
        ("field-missing", "epcisBody.eventList")
    ]


def test_master_data_in_the_header_is_held_to_the_rules_too() -> None:
    good = XML.replace("<EPCISBody>", HEADER.format(id="urn:x:1"))
    assert judge(document(good)).findings == ()
    (found,) = judge(document(XML.replace("<EPCISBody>", HEADER.format(id="no uri")))).findings
    assert found.path.endswith("vocabularyElementList[0].id")


def test_what_an_element_says_twice_is_told() -> None:
    twice = XML.replace("<eventTime>", "<eventTime>x</eventTime><eventTime>")
    (found,) = judge(document(twice)).findings
    assert (found.code, found.path) == ("type-wrong", "epcisBody.eventList[0].eventTime")


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("<action>", '<action by="x">', "action-invalid", "action"),
        ("<epc>urn:a:b", "<epc>urn:a:b<epc>urn:a:c</epc>", "type-wrong", "epcList[0]"),
        ("<epc>urn:a:b</epc>", "<item>urn:a:b</item>", "type-wrong", "epcList[0]"),
        ("<epcList>", "<epcList>urn:a:c", "type-wrong", "epcList"),
        ("<epcList>", '<epcList first="urn:a:c">', "type-wrong", "epcList"),
        ("<quantityElement>", '<quantityElement unit="KGM">', "field-unknown", "quantityList[0].@unit"),
        ("<quantity>1.5", "<quantity>1.5<more/>", "type-wrong", "quantityList[0].quantity"),
        ('booleanValue="true"/>', 'booleanValue="true">4.5</sensorReport>', "field-unknown", "#text"),
    ],
)
def test_what_an_element_has_no_place_for_is_told_and_not_lost(old: str, new: str, code: str, path: str) -> None:
    assert old in XML
    findings = judge(document(XML.replace(old, new))).findings
    assert [found.code for found in findings] == [code]
    assert findings[0].path.endswith(path)


def test_fields_out_of_order_are_read_and_the_first_event_that_has_them_is_told() -> None:
    time = "<eventTime>2026-08-23T07:00:00+09:00</eventTime>"
    later = ONE.replace(time, "").replace("<bizStep>", f"{time}<bizStep>")
    made = document(XML.replace(ONE, ONE + later + later))
    (found,) = judge(made).findings
    assert (found.code, found.severity, found.path) == ("xml-order", "warning", "epcisBody.eventList[1].eventTime")
    assert made.events[0] == made.events[1]
    assert [one.path for one in judge(document(later)).findings] == ["eventTime"]


@pytest.mark.parametrize("name", ["EventList", "EPCISBody"])
def test_a_second_list_of_events_is_told_and_not_lost(name: str) -> None:
    start = XML.index(f"<{name}>")
    end = XML.index(f"</{name}>") + len(f"</{name}>")
    (found,) = judge(read((XML[:end] + XML[start:end] + XML[end:]).encode())).findings
    assert (found.code, found.value) == ("xml-element-twice", name)


def test_somebodys_own_element_of_the_same_name_is_an_extension() -> None:
    beside = XML.replace("<EPCISBody>", "<farm:EPCISBody><EventList/></farm:EPCISBody><EPCISBody><farm:EventList/>")
    made = document(beside)
    assert (judge(made).findings, made.events) == ((), document(XML).events)


def test_a_document_may_say_of_itself_what_no_other_says() -> None:
    said = XML.replace(" schemaVersion=", ' type="x" madeBy="y" schemaVersion=')
    assert said != XML
    assert judge(document(said)).findings == ()


def test_an_event_of_somebodys_own_type_is_valid() -> None:
    own = XML.replace("<ObjectEvent>", "<farm:Cull>").replace("</ObjectEvent>", "</farm:Cull>")
    made = document(own)
    assert judge(made).valid
    assert made.events[0]["type"] == "{https://farm.example.org/epcis/}Cull"


def test_a_header_of_the_business_document_kind_is_no_extension() -> None:
    sbdh = '<EPCISHeader><s:Header xmlns:s="http://www.unece.org/cefact/namespaces/sbdh"/></EPCISHeader><EPCISBody>'
    assert judge(document(XML.replace("<EPCISBody>", sbdh))).findings == ()
