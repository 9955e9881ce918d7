"""The rules of EPCIS 2.0 and CBV 2.0, one by one: what is found, where, how much it weighs, and what to write."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from trace_events import Maker, as_xml

from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import Verdict, judge
from govinnov.trace.findings import CODES

EVENT: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventTime": "2026-08-23T07:00:00+09:00",
    "eventTimeZoneOffset": "+09:00",
    "epcList": ["urn:x-govinnov:egg10/2026-08-23/M3FSD/2"],
    "action": "ADD",
    "bizStep": "commissioning",
    "readPoint": {"id": "urn:epc:id:sgln:0614141.00777.0"},
}
REPORT = {"type": "Temperature", "value": 4.5}


def told(changes: dict[str, Any], kind: str = "ObjectEvent") -> list[tuple[str, str, str | None]]:
    """Code, path and fix of what is found in one event with some fields changed (None drops one)."""
    event = {**copy.deepcopy(EVENT), "type": kind, **changes}
    event = {name: value for name, value in event.items() if value is not None}
    verdict = judge(read(json.dumps(Maker(0).document([event])).encode()))
    start = "epcisBody.eventList[0]"
    assert all(found.path.startswith(start) for found in verdict.findings)
    return [(found.code, found.path.removeprefix(start).removeprefix("."), found.fix) for found in verdict.findings]


def sensor(**report: Any) -> dict[str, Any]:
    return {"sensorElementList": [{"sensorReport": [report]}]}


AT = "sensorElementList[0].sensorReport[0]"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"eventTime": None}, [("field-missing", "eventTime", None)]),
        ({"eventTime": "2026-08-23T07:00:00"}, [("time-invalid", "eventTime", None)]),
        ({"eventTime": "2026-02-30T07:00:00Z"}, [("time-invalid", "eventTime", None)]),
        ({"eventTime": "2026-08-23"}, [("time-invalid", "eventTime", None)]),
        ({"eventTime": "2026-08-23T07:00:00+09:60"}, [("time-invalid", "eventTime", None)]),
        ({"eventTime": "1900-01-01T00:00:00Z"}, [("time-unlikely", "eventTime", None)]),
        ({"eventTime": "2100-01-01T00:00:00Z"}, [("time-unlikely", "eventTime", None)]),
        ({"eventTimeZoneOffset": "+9"}, [("offset-invalid", "eventTimeZoneOffset", "+09:00")]),
        ({"eventTimeZoneOffset": "0900"}, [("offset-invalid", "eventTimeZoneOffset", "+09:00")]),
        ({"eventTimeZoneOffset": "KST"}, [("offset-invalid", "eventTimeZoneOffset", "+09:00")]),
        ({"eventTimeZoneOffset": "+15:00"}, [("offset-invalid", "eventTimeZoneOffset", None)]),
        ({"action": "add"}, [("action-invalid", "action", "ADD")]),
        ({"bizStep": "Shipping"}, [("word-unknown", "bizStep", "shipping")]),
        ({"bizStep": "stock taking"}, [("word-unknown", "bizStep", "stock_taking")]),
        ({"bizStep": "farm:candling"}, []),
        ({"bizStep": "https://ref.gs1.org/cbv/BizStep-shipping"}, []),
        ({"bizStep": "https://ref.gs1.org/cbv/Bizstep-shipping"}, [("word-not-in-cbv", "bizStep", None)]),
        ({"bizStep": "urn:epcglobal:cbv:bizstep:shipping"}, [("word-as-cbv-uri", "bizStep", "shipping")]),
        ({"disposition": "lost"}, [("word-unknown", "disposition", None)]),
        ({"epcList": ["0823M3FSD2"]}, [("uri-invalid", "epcList[0]", None)]),
        ({"epcList": ["urn:a:b", "urn:a:b"]}, [("list-repeats", "epcList", None)]),
        ({"epcList": None}, [("what-missing", "", None)]),
        ({"epcList": None, **sensor(**REPORT)}, []),
        ({"epcList": None, "readPoint": None, **sensor(**REPORT)}, [("what-missing", "", None)]),
        ({"action": "OBSERVE", "ilmd": {"farm:a": "1"}}, [("ilmd-not-allowed", "ilmd", None)]),
        ({"ilmd": {"breed": "Hy-Line"}}, [("field-unknown", "ilmd.breed", None)]),
        ({"ilmd": {"cbvmda:lotNumber": "1"}, "farm:house": {"plain": {"inner": 1}}}, []),
        ({"myField": 1}, [("field-unknown", "myField", None)]),
        ({"id": "urn:uuid:1"}, [("event-with-id", "id", None)]),
        ({"id": 1}, [("event-with-id", "id", None), ("type-wrong", "id", None)]),
        ({"bizTransactionList": [{"type": "po"}]}, [("field-missing", "bizTransactionList[0].bizTransaction", None)]),
        ({"sourceList": [{"source": "urn:a:b"}]}, [("field-missing", "sourceList[0].type", None)]),
        ({"sourceList": {"type": "location", "source": "urn:a:b"}}, [("type-wrong", "sourceList", None)]),
        (
            {"quantityList": [{"epcClass": "urn:a:b", "quantity": -1}]},
            [("quantity-negative", "quantityList[0].quantity", None)],
        ),
        (
            {"quantityList": [{"epcClass": "urn:a:b", "quantity": "1"}]},
            [("type-wrong", "quantityList[0].quantity", None)],
        ),
        ({"quantityList": [{"epcClass": "urn:a:b", "quantity": 0.12345678901234567890}]}, []),
        (
            {"quantityList": [{"epcClass": "urn:a:b", "uom": "kg"}]},
            [("uom-invalid", "quantityList[0].uom", None)],
        ),
        (
            {"errorDeclaration": {"declarationTime": "2026-08-23T07:00:00Z", "reason": "typo"}},
            [("word-unknown", "errorDeclaration.reason", None)],
        ),
        (sensor(value=4.5), [("report-of-nothing", AT, None)]),
        (sensor(exception="ALARM_CONDITION"), []),
        (sensor(type="temperature"), [("measurement-unknown", f"{AT}.type", "Temperature")]),
        (sensor(type="gs1:Temperature"), []),
        (sensor(**REPORT, hexBinaryValue="xyz"), [("hex-invalid", f"{AT}.hexBinaryValue", None)]),
        (sensor(**REPORT, booleanValue="true"), [("type-wrong", f"{AT}.booleanValue", None)]),
        ({"persistentDisposition": {"set": []}}, [("list-empty", "persistentDisposition.set", None)]),
        ({"persistentDisposition": {}}, [("what-missing", "persistentDisposition", None)]),
    ],
)
def test_a_rule_of_object_events(changes: dict[str, Any], found: list[tuple[str, str, str | None]]) -> None:
    assert told(changes) == found


PARENT = {"epcList": None, "parentID": "urn:epc:id:sscc:0614141.1234567890"}
MADE = {"epcList": None, "action": None, "outputEPCList": ["urn:a:b"]}


@pytest.mark.parametrize(
    ("kind", "changes", "found"),
    [
        ("AggregationEvent", {**PARENT, "childEPCs": ["urn:a:b"]}, []),
        ("AggregationEvent", PARENT, [("what-missing", "", None)]),
        ("AggregationEvent", {**PARENT, "action": "DELETE"}, []),
        (
            "AggregationEvent",
            {**PARENT, "action": "DELETE", "persistentDisposition": {"set": ["damaged"]}},
            [("persistent-disposition-here", "persistentDisposition", None)],
        ),
        (
            "AssociationEvent",
            {**PARENT, "parentID": None, "childEPCs": ["urn:a:b"]},
            [("field-missing", "parentID", None)],
        ),
        ("TransactionEvent", {}, [("field-missing", "bizTransactionList", None)]),
        ("TransactionEvent", {"bizTransactionList": []}, [("list-empty", "bizTransactionList", None)]),
        ("TransformationEvent", MADE, [("what-missing", "", None)]),
        ("TransformationEvent", {**MADE, "inputEPCList": ["urn:a:b"]}, []),
        ("TransformationEvent", {**MADE, "transformationID": "urn:a:b"}, []),
        (
            "TransformationEvent",
            {**MADE, "action": "ADD", "transformationID": "urn:a:b"},
            [("field-unknown", "action", None)],
        ),
        ("farm:CullEvent", {"anything": 1}, []),
        ("MoveEvent", {}, [("event-type-unknown", "type", None)]),
    ],
)
def test_a_rule_of_other_events(kind: str, changes: dict[str, Any], found: list[tuple[str, str, str | None]]) -> None:
    assert told(changes, kind) == found


def verdict(**changes: Any) -> Verdict:
    """The verdict on a document with changes to its envelope (None drops a field)."""
    document = {**Maker(0).document([EVENT]), **changes}
    return judge(read(json.dumps({key: value for key, value in document.items() if value is not None}).encode()))


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"schemaVersion": 2.0}, "version-invalid", "schemaVersion"),
        ({"schemaVersion": "1.2"}, "epcis-version-1", "schemaVersion"),
        ({"schemaVersion": "1"}, "epcis-version-1", "schemaVersion"),
        ({"creationDate": None}, "field-missing", "creationDate"),
        ({"@context": None}, "field-missing", "@context"),
        ({"@context": 2}, "context-invalid", "@context"),
        ({"@context": "https://other.example.org/c.jsonld"}, "context-not-known", "@context"),
        ({"epcisBody": {}}, "field-missing", "epcisBody.eventList"),
        ({"epcisBody": {"eventList": [1]}}, "type-wrong", "epcisBody.eventList[0]"),
        ({"note": 1}, "field-unknown", "note"),
        (
            {"epcisHeader": {"epcisMasterData": {"vocabularyList": [{}]}}},
            "field-missing",
            "epcisHeader.epcisMasterData.vocabularyList[0].type",
        ),
        ({"type": None}, "field-missing", "type"),
    ],
)
def test_a_rule_of_envelopes(changes: dict[str, Any], code: str, path: str) -> None:
    made = verdict(**changes)
    assert (code, path) in [(found.code, found.path) for found in made.findings]
    assert made.valid == (CODES[code].severity == "warning")


def test_master_data_is_valid_and_has_no_events() -> None:
    made = verdict(type="EPCISMasterDataDocument", epcisBody={"vocabularyList": []})
    assert (made.valid, made.events) == (True, 0)


def test_a_document_without_its_type_lacks_nothing_else() -> None:
    made = verdict(type=None)
    assert [(found.code, found.path, made.events) for found in made.findings] == [("field-missing", "type", 1)]


def test_blank_nodes_and_simple_names_are_identifiers() -> None:
    assert verdict(id="_:document1").findings == ()


def test_generated_events_are_valid_in_both_forms_and_nothing_is_found() -> None:
    maker = Maker(7)
    events = [maker.event() for _ in range(200)]
    for text in (json.dumps(maker.document(events)), as_xml(events)):
        made = judge(read(text.encode()))
        assert (made.valid, made.findings, made.events) == (True, (), 200)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("cbv/BizStep-commissioning", "cbv/BizStep-comissioning", "word-not-in-cbv"),
        ("https://ref.gs1.org/cbv/BizStep-commissioning", "urn:epcglobal:cbv:bizstep:hatching", "word-not-in-cbv"),
        ("https://ref.gs1.org/cbv/BizStep-commissioning", "Commissioning", "word-unknown"),
        ("<action>ADD</action>", "<action>ADD</action><action>ADD</action>", "action-invalid"),
        ("<action>ADD</action>", "<action>ADD</action><house>3</house>", "field-unknown"),
        ("07:00:00+09:00", "07:00:00", "time-invalid"),
        ("ObjectEvent>", "MoveEvent>", "event-type-unknown"),
        ('schemaVersion="2.0"', 'schemaVersion="1.2"', "epcis-version-1"),
        ("urn:epcglobal:epcis:xsd:2", "urn:epcglobal:epcis:xsd:1", "epcis-version-1"),
        ("<EventList>", "<EventList><extension/>", None),
    ],
)
def test_xml_is_held_to_the_same_rules(old: str, new: str, code: str | None) -> None:
    text = as_xml([EVENT])
    assert old in text
    assert [found.code for found in judge(read(text.replace(old, new).encode())).findings] == ([code] if code else [])
