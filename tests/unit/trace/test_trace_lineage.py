"""Events become lots in hands and what joins them: the same in any order, form, split or repetition."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import trace_feeds as feeds
from hypothesis import given, settings
from hypothesis import strategies as st
from trace_events import Maker
from trace_feeds import (
    EGGS,
    FARM_GLN,
    FEED,
    OTHER_EGGS,
    OTHER_GLN,
    PACK,
    PACKER_GLN,
    PALLET,
    SHOP_GLN,
    changes,
    document,
    error,
    state,
    with_id,
)  # fmt: skip

from govinnov.trace.epcis.canonical import canonical
from govinnov.trace.gs1.links import canonical_link
from govinnov.trace.lineage import Changes, Edge, Graph, Holding, changes_of, dump, state_of

#: The same events from two other systems, one by a random maker.
MORE = [*FEED, *(Maker(5).event() for _ in range(20))]
PALLET_LINK = canonical_link(PALLET)


def kinds(made: Changes) -> set[tuple[str, str, str]]:
    return {
        (edge.kind, f"{edge.source.lot}@{edge.source.party}", f"{edge.target.lot}@{edge.target.party}")
        for edge in made.edges
    }


def test_a_feed_becomes_moves_of_one_lot_and_makes_of_another() -> None:
    assert kinds(changes(*FEED)) == {
        ("move", f"{EGGS}@{FARM_GLN}", f"{EGGS}@{PACKER_GLN}"),
        ("move", f"{OTHER_EGGS}@{OTHER_GLN}", f"{OTHER_EGGS}@{PACKER_GLN}"),
        ("make", f"{EGGS}@{PACKER_GLN}", f"{PACK}@{PACKER_GLN}"),
        ("make", f"{OTHER_EGGS}@{PACKER_GLN}", f"{PACK}@{PACKER_GLN}"),
        ("move", f"{PALLET_LINK}@{PACKER_GLN}", f"{PALLET_LINK}@{SHOP_GLN}"),
        ("move", f"{PACK}@{PACKER_GLN}", f"{PACK}@{SHOP_GLN}"),
    }


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_order_split_repetition_or_form_of_a_feed_changes_what_it_says(data: st.DataObject) -> None:
    events = data.draw(st.permutations([*MORE, *data.draw(st.lists(st.sampled_from(MORE), max_size=5))]))
    cut = data.draw(st.integers(0, len(events)))
    parts = [document(events[:cut], xml=data.draw(st.booleans())), document(events[cut:], xml=data.draw(st.booleans()))]
    assert changes_of(state_of(parts).records) == changes(*MORE)


def test_a_child_moves_with_its_parent_only_while_it_is_packed() -> None:
    sent = feeds.pallet_sent("24T15")
    shop = Holding(PACK, SHOP_GLN)
    assert shop in changes(feeds.loaded("ADD", "24T12"), sent).holdings
    assert shop not in changes(sent).holdings
    assert shop not in changes(feeds.loaded("ADD", "24T16"), sent).holdings
    assert shop not in changes(feeds.loaded("ADD", "24T12"), feeds.loaded("DELETE", "24T13"), sent).holdings
    assert shop in changes(feeds.loaded("ADD", "24T12"), feeds.loaded("DELETE", "24T16"), sent).holdings


def test_packing_joins_no_lots() -> None:
    made = changes(feeds.loaded("ADD", "24T12"), feeds.loaded("ADD", "24T12", child=EGGS))
    assert made.edges == ()
    assert [(one.child, one.until) for one in made.containments] == [(PACK, None), (EGGS, None)]


def test_where_one_hand_is_named_the_other_is_the_place() -> None:
    sent = feeds.shipped(EGGS, feeds.FARM, feeds.PACKER)
    received = {**sent, "bizStep": "receiving", "bizLocation": {"id": "urn:epc:id:sgln:8800003.00001.7"}}
    del received["destinationList"]
    assert kinds(changes(received)) == kinds(changes(sent))


def test_a_return_makes_a_cycle_and_walks_end() -> None:
    back = feeds.shipped(EGGS, feeds.PACKER, feeds.FARM, "23T12")
    graph = Graph(changes(*FEED, back))
    seeds = graph.of_lot(EGGS)
    for nodes in (graph.back(seeds, 500).nodes, graph.forward(seeds, 500).nodes):
        assert len(nodes) == len(set(nodes))
    assert {graph.holdings[node].lot for node in graph.forward(seeds, 500).nodes} == {EGGS, PACK}


def test_many_inputs_and_outputs_meet_in_one_inner_node() -> None:
    inputs, outputs = ([f"urn:x:{side}:{number}" for number in range(10_000)] for side in "ab")
    event = feeds.event("TransformationEvent", "24T09", "commissioning", inputEPCList=inputs, outputEPCList=outputs)
    started = time.process_time()
    graph = Graph(changes(event))
    nodes = graph.back(graph.of_lot("urn:x:b:7"), 20_000).nodes
    assert time.process_time() - started < 2
    assert len(graph.edges) == 20_000
    assert len(nodes) == 10_002


def test_events_of_one_transformation_id_are_one_making() -> None:
    part: dict[str, Any] = {"transformationID": "urn:uuid:7", "bizLocation": {"id": feeds.PACKER}}
    first = feeds.event("TransformationEvent", "24T09", "packing", inputEPCList=["urn:x:in"], **part)
    second = feeds.event("TransformationEvent", "24T10", "packing", outputEPCList=["urn:x:out"], **part)
    graph = Graph(changes(first, second))
    nodes = graph.back(graph.of_lot("urn:x:out"), 500).nodes
    assert "urn:x:in" in {graph.holdings[node].lot for node in nodes}


def test_walks_are_nearest_first_and_end_at_their_limit() -> None:
    chain = [
        feeds.event(
            "TransformationEvent", "24T09", "packing", inputEPCList=[f"urn:x:{n}"], outputEPCList=[f"urn:x:{n + 1}"]
        )
        for n in range(30)
    ]
    graph = Graph(changes(*chain))
    nodes, edges, outer, more, joined = graph.back(graph.of_lot("urn:x:30"), 11)
    assert [graph.holdings[node].lot for node in nodes] == [f"urn:x:{30 - n}" for n in range(11)]
    assert (len(edges), more, joined) == (10, True, frozenset())
    assert [graph.holdings[node].lot for node in sorted(outer)] == ["urn:x:20"]
    assert graph.back(graph.of_lot("urn:x:30"), 31)[2:] == (frozenset(), False, frozenset())


def test_a_chain_of_a_hundred_thousand_packings_ends() -> None:
    chain = [
        feeds.event(
            "AggregationEvent", "24T09", "packing", action="ADD", parentID=f"urn:x:{n}", childEPCs=[f"urn:x:{n + 1}"]
        )
        for n in range(100_000)
    ]
    from govinnov.trace.lineage.model import Record
    from govinnov.trace.lineage.packing import Packing

    at = state(feeds.laid(EGGS, feeds.FARM)).records[0].at
    packing = Packing(Record(str(n), canonical(one, {}), at, 1) for n, one in enumerate(chain))
    started = time.process_time()
    assert len(packing.inside("urn:x:0", at)) == 100_000
    assert time.process_time() - started < 2


class TestCorrections:
    """State is events minus voids, as sets."""

    wrong = feeds.shipped(EGGS, feeds.FARM, feeds.PACKER)
    right = feeds.shipped(EGGS, feeds.FARM, feeds.SHOP)

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 1, 2, 0)])
    def test_a_declaration_voids_by_id_in_any_order_and_for_good(self, order: tuple[int, ...]) -> None:
        first, other = with_id(self.wrong, "1"), with_id(self.right, "2")
        events = (first, error(first), other)
        (record,) = state(*(events[number] for number in order)).records
        assert kinds(changes_of([record])) == kinds(changes(self.right))

    def test_a_declaration_without_id_voids_by_hash(self) -> None:
        assert state(self.wrong, error(self.wrong)).records == ()
        assert len(state(self.right, error(self.wrong)).records) == 1

    def test_a_declaration_of_an_unknown_event_voids_nothing(self) -> None:
        assert len(state(with_id(self.right, "1"), error(with_id(self.wrong, "9"))).records) == 1

    def test_only_the_voided_one_of_two_reports_of_one_content_goes(self) -> None:
        first, second = with_id(self.wrong, "1"), with_id(self.wrong, "2")
        (record,) = state(first, second).records
        assert record.times == 2
        (record,) = state(first, second, error(first)).records
        assert record.times == 1
        assert state(first, second, error(first), error(second)).records == ()

    def test_the_same_content_counts_once_without_ids(self) -> None:
        (record,) = state(self.wrong, self.wrong).records
        assert record.times == 1

    def test_one_id_with_two_contents_is_a_conflict_and_both_are_followed(self) -> None:
        made = state(with_id(self.wrong, "1"), with_id(self.right, "1"))
        assert made.conflicts == {"urn:uuid:1": {record.key for record in made.records}}
        assert len(made.records) == 2

    def test_what_was_recorded_later_is_not_known_before(self) -> None:
        from govinnov.trace.epcis.times import instant

        later = {**error(with_id(self.wrong, "1")), "recordTime": "2026-08-26T09:00:00+09:00"}
        feed = document([with_id(self.wrong, "1"), later])
        assert state_of([feed]).records == ()
        assert len(state_of([feed], instant("2026-08-25T00:00:00+09:00")).records) == 1


def test_edges_keep_exact_quantities() -> None:
    made = changes(feeds.packed(inputQuantityList=[feeds.amount(EGGS, 0.1), feeds.amount(OTHER_EGGS, 1)]))
    quantities = {edge.source.lot: str(edge.quantity) for edge in made.edges if isinstance(edge, Edge)}
    assert quantities == {EGGS: "0.1", OTHER_EGGS: "1"}


def test_an_event_of_somebodys_own_type_may_hold_anything() -> None:
    odd = {
        "epcList": ["urn:x:\0", 7, EGGS],
        "parentID": 7,
        "bizLocation": {"id": 5},
        "eventID": "\ud800",
        "quantityList": 1,
    }
    own = {"type": "farm:AggregationEvent", "eventTime": "2026-08-23T07:00:00+09:00", "action": "ADD", **odd}
    made = changes(own)
    assert (made.edges, made.containments) == ((), ())
    assert made.holdings == (Holding("7", "5"), Holding(EGGS, "5"))


def test_a_corrective_that_nobody_sent_is_told_and_one_that_came_is_not() -> None:
    wrong, right = with_id(FEED[2], "wrong"), with_id(feeds.shipped(EGGS, feeds.FARM, feeds.SHOP), "right")
    declared = error(wrong)
    declared["errorDeclaration"]["correctiveEventIDs"] = [right["eventID"]]
    for events, missing in (([wrong, declared], (right["eventID"],)), ([wrong, declared, right], ())):
        made = state(*events)
        assert made.missing == missing
        lines = [json.loads(line) for line in dump(made, changes_of(made.records))]
        found = [line["value"] for line in lines if line["line"] == "finding"]
        assert found == list(missing)


def test_a_declaration_without_id_voids_the_same_content_in_the_other_form() -> None:
    """An extension that is true hashes in another way in JSON than in XML."""
    event = {**FEED[2], "farm:candled": True}
    for first, second in ((True, False), (False, True)):
        made = state_of([document([event], xml=first), document([error(event)], xml=second)])
        assert made.records == ()
