"""Event hashes are those of the generator of PyPI wherever it gives one, and one for each event everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hash_package import FailsError, as_text, hashes, prehashes
from trace_events import CONTEXT, Maker, as_xml

from govinnov.trace import hashes as ours
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read

DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")
#: Examples of GS1 that the generator can't read, with the number of their events.
UNREAD = {
    "EPCISQueryDocument.jsonld": 2,
    "Example-TransactionEvents-2020_07_03y.jsonld": 2,
    "transformation_event_all_possible_fields.jsonld": 1,
    "Example-TransactionEvent-2020_07_03y.xml": 2,
}
EVENT: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventTime": "2026-08-23T07:00:00.000+09:00",
    "eventTimeZoneOffset": "+09:00",
    "epcList": ["urn:epc:id:sgtin:0614141.107346.2017"],
    "action": "OBSERVE",
}


def document(text: str) -> Document:
    made = read(text.encode())
    assert isinstance(made, Document)
    return made


def of(**fields: Any) -> str:
    """A document with one event, of which some fields are others."""
    return as_text(Maker(0).document([{**EVENT, **fields}]))


def one(text: str) -> str:
    (name,) = ours.event_hashes(document(text))
    return name


@pytest.mark.data
def test_hashes_agree_with_the_generator_on_every_example_that_it_can_read(real_data: Path) -> None:
    unread, compared = {}, 0
    folder = real_data / "epcis" / "gs1-EPCIS"
    for path in [*sorted((folder / "JSON").rglob("*.jsonld")), *sorted((folder / "XML").rglob("*.xml"))]:
        if path.parent.name == "CaptureJob":
            continue
        text = DOCTYPE.sub("", path.read_text(encoding="utf-8"))
        mine = ours.event_hashes(document(text))
        try:
            assert mine == hashes(text), path
            compared += len(mine)
        except FailsError:
            unread[path.name] = len(mine)
    assert unread == UNREAD
    assert compared > 100


@pytest.mark.data
def test_examples_with_the_simple_context_have_a_hash_for_each_event(real_data: Path) -> None:
    for path in sorted((real_data / "epcis" / "gs1-EPCIS" / "JSON-simple-context").rglob("*.jsonld")):
        made = document(path.read_text(encoding="utf-8"))
        names = ours.event_hashes(made)
        assert len(names) == len(made.events) > 0
        assert all(re.fullmatch(r"ni:///sha-256;[0-9a-f]{64}\?ver=CBV2\.0", name) for name in names)


@pytest.mark.parametrize("seed", range(100))
def test_hashes_agree_with_the_generator_on_generated_events(seed: int) -> None:
    """A hundred events a seed, in JSON-LD and XML by turns."""
    maker = Maker(seed)
    events = [maker.event() for _ in range(100)]
    text = as_text(maker.document(events)) if seed % 2 else as_xml(events, in_order=False)
    assert list(ours.prehashes(document(text))) == prehashes(text)


def test_a_mark_that_python_reads_as_a_number_is_hashed_as_the_number() -> None:
    names = {one(of(**{"farm:mark": mark})) for mark in ("0823E00012", "8230E00011")}
    assert names == set(hashes(of(**{"farm:mark": "0823E00012"})))


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"farm:mark": "0823E99992"}, "{https://farm.example.org/epcis/}mark=0823E99992"),
        ({"eventTime": "2026-08-23T06:59:59.999999+09:00"}, "eventTime=2026-08-22T22:00:00.000Z"),
        ({"eventTime": "0001-01-01T00:00:00+09:00"}, "eventTime=0001-01-01T00:00:00+09:00"),
        ({"bizTransactionList": [{"bizTransaction": "urn:x:1"}]}, "bizTransactionListbizTransaction=urn:x:1"),
    ],
)
def test_where_the_generator_loses_an_event_ours_has_a_hash(fields: dict[str, Any], rule: str) -> None:
    text = of(**fields)
    with pytest.raises(FailsError):
        prehashes(text)
    (told,) = ours.prehashes(document(text))
    assert rule in told


def test_a_hash_does_not_depend_on_the_other_events_of_the_document() -> None:
    """The generator writes out any text that equals a word of CBV used elsewhere in the document."""
    named = {**EVENT, "farm:row": "z"}
    other = {**EVENT, "sensorElementList": [{"sensorReport": [{"type": "Length", "component": "z"}]}]}
    alone, beside = (as_text(Maker(0).document(events)) for events in ([named], [named, other]))
    assert ours.event_hashes(document(alone))[0] == ours.event_hashes(document(beside))[0] == hashes(alone)[0]
    assert hashes(beside)[0] != hashes(alone)[0]


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ({"farm": "https://farm.example.org/epcis/"}, "{https://farm.example.org/epcis/}mark=1"),
        ([CONTEXT, {"farm": "https://farm.example.org/epcis/", "farm:mark": {"@type": "@id"}}], "{https://farm"),
    ],
)
def test_a_prefix_is_expanded_in_whatever_form_its_context_comes(context: Any, told: str) -> None:
    text = json.dumps({**Maker(0).document([{**EVENT, "farm:mark": "1"}]), "@context": context})
    assert told in next(ours.prehashes(document(text)))


@pytest.mark.parametrize("value", [{"#text": "CD-34"}, {"shop:b": "1", "#text": "x"}])
def test_a_field_may_declare_its_namespaces_as_xml_does(value: dict[str, Any]) -> None:
    text = of(**{"mine:a": {"@xmlns:mine": "https://mine.example.org/", **value}})
    assert list(ours.prehashes(document(text))) == prehashes(text)


def test_a_single_event_and_a_query_document_have_the_hashes_of_their_events() -> None:
    known = one(of())
    assert one(json.dumps({"@context": CONTEXT, **EVENT})) == known
    results = {"queryName": "q", "resultsBody": {"eventList": [EVENT]}}
    query = {"@context": CONTEXT, "type": "EPCISQueryDocument", "epcisBody": {"queryResults": results}}
    assert one(json.dumps(query)) == known
    single = as_xml([EVENT]).split("<EventList>")[1].split("</EventList>")[0]
    assert one(single) == known


def test_a_body_with_one_event_instead_of_a_list_is_hashed_as_the_generator_does() -> None:
    text = as_text({**Maker(0).document([]), "epcisBody": {"event": EVENT}})
    assert ours.event_hashes(document(text)) == hashes(text)


def test_a_declaration_has_the_hash_of_its_original() -> None:
    declared = {"declarationTime": "2026-08-24T07:00:00Z", "reason": "did_not_occur"}
    assert one(of(eventID="urn:uuid:1", errorDeclaration=declared)) == one(of())


NAMED = {**EVENT, "farm:hash": "ni:///x", "farm:mark": "1"}


def test_fields_that_a_document_wants_ignored_are_left_out() -> None:
    without = one(of(**{"farm:mark": "1"}))
    plain = Maker(0).document([NAMED])
    assert one(as_text(plain)) != without
    assert one(as_text({**plain, "shop:ignoreFields": ["farm:hash"]})) == without
    results = {"queryName": "q", "shop:ignoreFields": ["farm:hash"], "resultsBody": {"eventList": [NAMED]}}
    query = {**plain, "type": "EPCISQueryDocument", "epcisBody": {"queryResults": results}}
    assert one(as_text(query)) == without


def test_xml_names_ignored_fields_by_elements() -> None:
    listed = "<shop:ignoreFields><farm:hash/></shop:ignoreFields><EPCISBody>"
    text = as_xml([NAMED])
    assert one(text) != one(as_xml([{**EVENT, "farm:mark": "1"}]))
    assert one(text.replace("<EPCISBody>", listed)) == one(as_xml([{**EVENT, "farm:mark": "1"}]))


def test_wrappers_of_the_xml_binding_change_nothing() -> None:
    plain = as_xml([{**EVENT, "farm:mark": "1", "ilmd": {"farm:a": "2"}, "action": "ADD"}])
    wrapped = plain.replace("<ilmd>", "<extension><ilmd>").replace("</ilmd>", "</ilmd></extension>")
    assert wrapped != plain
    assert one(wrapped) == one(plain)
    assert hashes(wrapped) == [one(plain)]
