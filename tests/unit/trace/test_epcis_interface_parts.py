"""The interface's pure parts: parameters, tokens of pages, versions, deliveries, problems."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trace_events import CONTEXT, Maker, as_xml
from trace_feeds import EGGS, FARM, OTHER_EGGS, laid

from govinnov.gate.permits import Permits
from govinnov.trace.epcis.interface import deliveries, paging, queries, versions
from govinnov.trace.epcis.interface.deliveries import Delivery
from govinnov.trace.epcis.interface.jobs import Job
from govinnov.trace.epcis.interface.paging import Place
from govinnov.trace.epcis.interface.problems import NOT_FOUND, Problem
from govinnov.trace.epcis.interface.queries import Match, Query

NOW = datetime(2026, 8, 26, 3, tzinfo=UTC)
PLACE = Place(NOW, NOW + paging.LASTS, ("2026-08-23T00:00:00.000000Z", -5, "urn:uuid:1", ""))


def query(**said: str) -> Query:
    found = queries.read(said.items())
    assert isinstance(found, Query), found
    return found


def test_words_and_identifiers_are_read_in_whatever_form_they_come() -> None:
    shipping = "https://ref.gs1.org/cbv/BizStep-shipping"
    for word in ("shipping", shipping, "cbv:BizStep-shipping", "urn:epcglobal:cbv:bizstep:shipping"):
        assert query(EQ_bizStep=word).matches == (Match(("$.bizStep",), (shipping,)),)
    for place in ("urn:epc:id:sgln:8800001.00001.0", "https://farm.example/414/8800001000014?x=1"):
        assert query(EQ_readPoint=place).matches[0].values == ("https://id.gs1.org/414/8800001000014",)
    assert query(eventType="ObjectEvent|https://a.example/Own").matches[0].values == (
        "https://ref.gs1.org/epcis/ObjectEvent",
        "https://a.example/Own",
    )


def test_a_plus_that_nobody_escaped_is_read() -> None:
    for text in ("2026-08-23T07:00:00 09:00", "2026-08-23T07:00:00+09:00"):
        assert (
            query(GE_eventTime=text, LT_eventTime=text).happened
            == (datetime.fromisoformat("2026-08-22T22:00:00Z"),) * 2
        )


def test_no_page_is_longer_than_the_longest() -> None:
    assert query(perPage="999999").per_page == queries.MOST_PER_PAGE
    assert query().per_page == queries.PER_PAGE


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from([*sorted(queries.PARAMETERS), "EQ_x", "what"]), st.text())))
def test_whatever_is_asked_is_a_query_or_a_problem_and_no_value_is_quoted(said: list[tuple[str, str]]) -> None:
    found = queries.read(said)
    if isinstance(found, Problem):
        assert found.status in (400, 501)
        json.loads(found.as_json())
        fromstring(found.as_xml())


def test_a_token_says_what_was_put_into_it_to_nobody_else_and_for_an_hour() -> None:
    text = paging.token(b"key", PLACE, "me /events a=1")
    assert paging.read(b"key", text, "me /events a=1", NOW) == PLACE
    assert paging.read(b"key", text, "me /events a=1", NOW + timedelta(hours=1)) is None
    for key, about in ((b"other", "me /events a=1"), (b"key", "you /events a=1"), (b"key", "me /events a=2")):
        assert paging.read(key, text, about, NOW) is None


@given(st.text() | st.text("AZaz09-_=", max_size=60))
def test_no_text_of_somebody_else_is_a_token(text: str) -> None:
    assert paging.read(b"key", text, "me", NOW) is None


def test_no_sign_of_a_token_can_be_changed() -> None:
    text = paging.token(b"key", PLACE, "me")
    for place, sign in enumerate(text[:-1]):
        changed = text[:place] + ("A" if sign != "A" else "B") + text[place + 1 :]
        assert paging.read(b"key", changed, "me", NOW) is None


@pytest.mark.parametrize(
    ("said", "is_spoken"),
    [
        ({}, True),
        ({"GS1-EPCIS-Min": "1.0", "GS1-EPCIS-Max": "3"}, True),
        ({"GS1-EPCIS-Min": "2.0.1"}, False),
        ({"GS1-CBV-Max": "1.9.9"}, False),
        ({"GS1-EPCIS-Version": "2.0"}, True),
        ({"GS1-EPCIS-Version": "1.2.0"}, False),
        ({"GS1-EPCIS-Version": "two"}, False),
        ({"GS1-EPC-Format": "Never_Translates"}, False),
    ],
)
def test_which_versions_are_spoken(said: dict[str, str], is_spoken: bool) -> None:
    assert (versions.wrong(said.get) is None) == is_spoken


def delivered(*events: dict[str, Any], xml: bool = False) -> Delivery:
    raw = as_xml(list(events)) if xml else json.dumps(Maker(0).document(list(events)))
    found = deliveries.delivered(raw.encode(), Permits())
    assert isinstance(found, Delivery), found
    return found


@pytest.mark.parametrize("xml", [False, True])
def test_what_is_wrong_with_one_event_is_told_of_it_alone(xml: bool) -> None:
    wrong, held = laid(EGGS, FARM) | {"bizStep": "laying"}, laid(EGGS, FARM) | {"farm:tel": "010-2345-6789"}
    found = delivered(wrong, laid(OTHER_EGGS, FARM), held, xml=xml)
    assert [one.event["quantityList"]["epcClass"] for one in found.events] == [OTHER_EGGS]
    assert ["eventList[0]" in found.errors[0]["detail"], "eventList[2]" in found.errors[1]["detail"]] == [True, True]
    assert "6789" not in str(found.errors)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[" * 50_000,
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        json.dumps(Maker(0).document([]) | {"creationDate": "today"}).encode(),
        json.dumps(Maker(0).document([laid(EGGS, FARM) | {"eventID": "urn:x-govinnov:rehearsal/1"}])).encode(),
        json.dumps({"@context": [CONTEXT], **laid(EGGS, FARM), "bizStep": "laying"}).encode(),
    ],
)
def test_what_is_wrong_as_a_whole_is_refused(raw: bytes) -> None:
    for taking in (deliveries.delivered, deliveries.single):
        found = taking(raw, Permits())
        assert isinstance(found, Problem) or (found.errors and not found.events)


def test_one_event_is_one_event() -> None:
    one = {"@context": [CONTEXT], **laid(EGGS, FARM)}
    found = deliveries.single(json.dumps(one).encode(), Permits())
    assert isinstance(found, Delivery) and len(found.events) == 1
    assert isinstance(deliveries.single(json.dumps(Maker(0).document([one])).encode(), Permits()), Problem)


def test_an_identifier_that_no_index_holds_is_wrong() -> None:
    assert "uri-too-long" in str(delivered(laid(EGGS, FARM) | {"eventID": "urn:x:" + "a" * 500}).errors)


def test_a_job_and_a_problem_are_json_and_xml_alike() -> None:
    job = Job("j1", "proceed", False, NOW, NOW, (NOT_FOUND.as_dict(),))
    told, xml = json.loads(job.as_json()), fromstring(job.as_xml())
    assert (told["captureID"], told["success"], told["running"]) == ("j1", False, False)
    assert (xml.get("captureID"), xml.get("success"), xml.get("running")) == ("j1", "false", "false")
    assert xml.findtext("errors/error/type") == told["errors"][0]["type"] == "epcisException:NoSuchResourceException"
    assert fromstring(NOT_FOUND.as_xml()).findtext("status") == "404"
