"""What is written without a tree says what the tree says, or leaves the event to it."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from trace_events import Maker

from govinnov.trace.epcis.canonical import Forms, canonical
from govinnov.trace.epcis.jsonld import declared
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.hashes import jsontree
from govinnov.trace.hashes.prehash import prehash
from govinnov.trace.hashes.usual import Usual
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import documents

ODD: list[Any] = [
    None, True, False, 1, 1.50, -0.0, 1e5, "", "  x ", "farm:x", "gs1:x", "shop:quantity", "a\x7fb", "0823E00012",
    "0823E99992", "urn:epc:id:sgtin:8800003.000000.1", "2020-01-01T00:00:00Z", "{x}y",
    [], {}, ["a"], ["b", "a"], {"a": "b"},
    {"id": "x"}, {"type": "po", "source": "farm:y"}, {"epcClass": "urn:x", "quantity": 1.0}, [["a", "b"]], [None, "a"],
    {"farm:x": {"farm:y": ["1", 2]}}, {"@value": "x"},
]  # fmt: skip
NAMES = [
    "epcList", "type", "id", "source", "farm:x", "farm:yList", "shop:x", "rdfs:comment", "childEPCs", "epcis:z", "a/",
    "eventTimeX", "actionY", "bizTransactionList", "farm:eventTime", "inputEPC", "#text", "quantity", "@context",
]  # fmt: skip


def usual(document: Document) -> list[bool]:
    """Holds the two ways against each other; for each event, whether it went the short one."""
    short = Usual(document.prefixes)
    told = [short.prehash(event) for event in document.events]
    for one, event in zip(told, document.events, strict=True):
        tree = jsontree.tree(event, {**document.prefixes, **declared(event.get("@context"))})
        assert one in (None, prehash(tree)), event
    return [one is not None for one in told]


def remembered(document: Document) -> None:
    """What was worked out for one event is right for the next."""
    forms = Forms(document.prefixes)
    assert [forms.of(event) for event in document.events] == [
        canonical(one, document.prefixes) for one in document.events
    ]


def document_of(raw: str | bytes) -> Document:
    made = read(raw.encode() if isinstance(raw, str) else raw)
    assert isinstance(made, Document)
    return made


def test_all_events_of_a_rehearsal_go_the_short_way() -> None:
    short: list[bool] = []
    for _, raw, _ in documents(Flow(Nation(3, 0.02), 1)):
        short += usual(document_of(raw))
    assert len(short) > 150
    assert all(short)


def test_random_events_are_told_alike_on_both_ways() -> None:
    maker = Maker(11)
    document = document_of(json.dumps(maker.document([maker.event() for _ in range(600)])))
    assert 50 < sum(usual(document)) < 600
    remembered(document)


@pytest.mark.parametrize("seed", range(3))
def test_odd_values_anywhere_are_told_alike_on_both_ways(seed: int) -> None:
    chance, short = random.Random(seed), 0
    for number in range(250):
        maker = Maker(number)
        events = [maker.event(), maker.event()]
        for _ in range(chance.choice((1, 1, 2, 4))):
            spoil(chance, events)
        document = document_of(json.dumps(maker.document(events)))
        short += sum(usual(document))
        remembered(document)
    assert short > 20


def spoil(chance: random.Random, events: list[dict[str, Any]]) -> None:
    """Another value, another name, one field more, or one value twice, somewhere."""
    holder, step = chance.choice(list(places(events)))
    odd = copy.deepcopy(chance.choice(ODD))
    way = chance.randrange(4)
    if isinstance(holder, dict) and way == 0:
        holder[chance.choice(NAMES)] = holder.pop(step)
    elif isinstance(holder, dict) and way == 1:
        holder[chance.choice(NAMES)] = odd
    elif way == 2 and holder is not events:
        holder[step] = [holder[step], copy.deepcopy(holder[step])]
    elif holder is not events:
        holder[step] = odd


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every field and item, by what holds it and where."""
    steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield value, step
        yield from places(value[step])


@pytest.mark.data
def test_gs1s_examples_are_told_alike_on_both_ways(real_data: Path) -> None:
    short = 0
    for path in sorted((real_data / "epcis").rglob("*.jsonld")):
        document = read(path.read_bytes())
        if isinstance(document, Document):
            short += sum(usual(document))
            remembered(document)
    assert short > 40
