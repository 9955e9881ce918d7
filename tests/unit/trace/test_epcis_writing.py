"""What is written is valid, and read again it is the same."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from trace_events import Maker
from trace_feeds import FEED, NOW, state

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.epcis.writing import document
from govinnov.trace.lineage import state_of


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_events_of_any_kind_are_valid_and_the_same_again(seed: int) -> None:
    maker = Maker(seed)
    records = state(*FEED, *(maker.event() for _ in range(5))).records
    again = read(document([one.event for one in records], NOW).encode())
    assert isinstance(again, Document)
    assert [one for one in judge(again).findings if one.severity == "error"] == []
    assert [one.key for one in state_of([again]).records] == [one.key for one in records]


def test_numbers_keep_every_digit() -> None:
    long = {**FEED[0], "quantityList": [{"epcClass": "urn:x:1", "quantity": 7}]}
    (record,) = state(long).records
    record.event["quantityList"]["quantity"] = "0.12345678901234567890123"
    assert '"quantity": 0.12345678901234567890123' in document([record.event], NOW)
    assert json.loads(document([record.event], NOW))["epcisBody"]["eventList"][0]["type"] == "ObjectEvent"
