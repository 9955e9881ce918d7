"""Bad input gets a clear finding: no traceback, nothing fetched, nothing that takes two seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trace_events import Maker, as_xml

from govinnov.trace.epcis.canonical import content_key
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.hashes import event_hashes

EVENT = {
    "type": "ObjectEvent",
    "eventTime": "2026-08-23T07:00:00+09:00",
    "eventTimeZoneOffset": "+09:00",
    "action": "OBSERVE",
    "epcList": ["urn:a:b"],
}
GOOD = json.dumps(Maker(0).document([{**EVENT, "quantityList": [{"epcClass": "urn:a:b", "quantity": 1}]}]))
XML = as_xml([EVENT])
#: Names that mean something somewhere.
NAMES = [
    "type", "eventTime", "@context", "id", "epcList", "childEPCs", "quantityList", "quantity",
    "bizTransactionList", "bizTransaction", "sourceList", "source", "readPoint", "sensorElementList",
    "sensorReport", "ilmd", "farm:x", "#text", "persistentDisposition", "set", "errorDeclaration", "eventID",
    "inputEPC", "xList", "@value", "comment",
]  # fmt: skip
BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))


def deep(levels: int) -> str:
    """A document whose extension is nested."""
    return GOOD.replace('"urn:a:b"]', f'"urn:a:b"], "farm:deep": {"[" * levels}{"]" * levels}', 1)


def deep_xml(levels: int) -> str:
    return XML.replace("</ObjectEvent>", "<farm:a>" * levels + "</farm:a>" * levels + "</ObjectEvent>")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: "", "file-empty"),
        (lambda: "  \n", "file-empty"),
        (lambda: "a,b\n1,2\n", "format-unknown"),
        (lambda: "[]", "not-epcis"),
        (lambda: "[" * 100_000 + "]" * 100_000, "nested-too-deep"),
        (lambda: '{"a":' * 100_000 + "1" + "}" * 100_000, "nested-too-deep"),
        (lambda: deep(100_000), "nested-too-deep"),
        (lambda: deep(400), "nested-too-deep"),
        (lambda: GOOD[:-5], "json-invalid"),
        (lambda: GOOD[:-1] + "".join(f', "a{n}": 1' for n in range(200_000)) + ', "z": 1, "z": 2}', "json-name-twice"),
        (lambda: GOOD.replace('"quantity": 1', '"quantity": NaN'), "json-not-a-number"),
        (lambda: GOOD.replace('"quantity": 1', '"quantity": -Infinity'), "json-not-a-number"),
        (lambda: GOOD.replace('"quantity": 1', '"quantity": 1e400'), "number-too-large"),
        (lambda: GOOD.replace('"quantity": 1', f'"quantity": 1{"0" * 5000}'), "number-too-large"),
        (lambda: GOOD.replace('"quantity": 1', '"quantity": 1e99999999999999999999'), "number-too-large"),
        (lambda: GOOD.replace('"quantity": 1', '"quantity": -1'), "quantity-negative"),
        (lambda: GOOD.replace("07:00:00+09:00", "07:00:00"), "time-invalid"),
        (lambda: GOOD.replace("ObjectEvent", "x" * 1_000_000), "event-type-unknown"),
        (lambda: "<a><b></a>", "xml-invalid"),
        (lambda: '<?xml version="1.0" encoding="nonsense"?><a/>', "xml-invalid"),
        (lambda: '<?xml version="1.0" encoding="EUC-KR"?><a/>', "xml-invalid"),
        (lambda: "<a/>", "not-epcis"),
        (lambda: f'<!DOCTYPE a [<!ENTITY b0 "x">{BOMB}]><a>&b11;</a>', "xml-doctype"),
        (lambda: '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', "xml-doctype"),
        (lambda: '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', "xml-doctype"),
        (lambda: deep_xml(100_000), "nested-too-deep"),
        (lambda: deep_xml(400), "nested-too-deep"),
        (lambda: XML.replace("<epc>urn:a:b</epc>", "<epc>" + "x" * 1_000_000 + "</epc>"), "uri-invalid"),
        (lambda: GOOD.replace('"schemaVersion": "2.0"', '"schemaVersion": "1.2"'), "epcis-version-1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told_at_once(make: Callable[[], str], code: str) -> None:
    raw = make().encode()
    started = time.process_time()
    verdict = judge(read(raw))
    assert time.process_time() - started < 2
    assert not verdict.valid
    assert code in {found.code for found in verdict.findings}
    assert all(len(found.value or "") <= 80 for found in verdict.findings)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", b"{\xb0\xa1}", b'\xef\xbb\xbf{"type": "\xc3"}', b"<a>\xb0\xa1</a>", b"\x00" * 100]
)
def test_bytes_that_are_no_text_are_told(raw: bytes) -> None:
    verdict = judge(read(raw))
    assert not verdict.valid
    assert {found.code for found in verdict.findings} <= {
        "text-not-utf8",
        "xml-invalid",
        "format-unknown",
        "json-invalid",
    }


@pytest.mark.parametrize("made", [GOOD, XML])
def test_a_byte_order_mark_is_no_fault(made: str) -> None:
    assert judge(read(b"\xef\xbb\xbf" + made.encode())).valid
    assert judge(read(XML.replace("UTF-8", "UTF-16").encode("utf-16"))).valid


def test_nesting_as_deep_as_it_may_be_is_judged_and_hashed() -> None:
    for text in (deep(90), deep_xml(90)):
        document = read(text.encode())
        assert isinstance(document, Document)
        assert judge(document).valid
        assert len(event_hashes(document)) == 1


def test_one_event_of_ten_thousand_objects_is_judged_and_hashed() -> None:
    epcs = [f"urn:epc:id:sgtin:0614141.107346.{number}" for number in range(10_000)]
    made = {**EVENT, "type": "TransformationEvent", "inputEPCList": epcs, "outputEPCList": epcs}
    del made["action"], made["epcList"]
    started = time.process_time()
    document = read(json.dumps(Maker(0).document([made])).encode())
    assert isinstance(document, Document)
    assert judge(document).valid
    assert len(event_hashes(document)) == 1
    assert time.process_time() - started < 2


def test_a_field_that_stands_a_hundred_thousand_times_is_read() -> None:
    started = time.process_time()
    document = read(XML.replace("</ObjectEvent>", "<farm:a>1</farm:a>" * 150_000 + "</ObjectEvent>").encode())
    assert isinstance(document, Document)
    assert judge(document).valid
    assert time.process_time() - started < 2
    assert max(len(value) for value in document.events[0].values()) == 150_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 50), st.dictionaries(st.sampled_from(NAMES), JSON, min_size=1, max_size=3))
def test_whatever_stands_in_a_field_is_judged_hashed_and_keyed(seed: int, odd: dict[str, object]) -> None:
    document = read(json.dumps(Maker(0).document([{**Maker(seed).event(), **odd}])).encode())
    if isinstance(document, Document):
        judge(document)
        assert len(event_hashes(document)) == 1
        assert content_key(document.events[0], document.prefixes)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 50),
    st.integers(0, 5000),
    st.sampled_from(["<", ">", "/", "<a>", "</a>", "&", " ", "x", '"', "<extension>"]),
)
def test_whatever_is_put_into_xml_is_judged_and_hashed(seed: int, place: int, odd: str) -> None:
    text = as_xml([Maker(seed).event()])
    document = read(f"{text[:place]}{odd}{text[place:]}".encode())
    judge(document)
    if isinstance(document, Document):
        assert len(event_hashes(document)) == len(document.events)


def test_a_hundred_thousand_faults_are_counted_and_the_first_are_told() -> None:
    made = {**EVENT, "epcList": [f"no uri {number}" for number in range(100_000)], "id": "urn:a:b"}
    started = time.process_time()
    verdict = judge(read(json.dumps(Maker(0).document([made])).encode()))
    assert time.process_time() - started < 2
    assert len(verdict.findings) == 1_002
    assert verdict.findings[-1].message_en.startswith("Of 100,000 errors and 1 warnings")
    assert not verdict.valid


def test_a_context_of_another_host_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    document = read(GOOD.replace("https://ref.gs1.org/standards", "http://127.0.0.1:1/standards").encode())
    assert isinstance(document, Document)
    assert [found.code for found in judge(document).findings] == ["context-not-known"]
    assert len(event_hashes(document)) == 1
