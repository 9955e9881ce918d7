"""How much of a lot came from where, against completions of what is missing and against brute force."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

import pytest
import trace_feeds as feeds
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from trace_feeds import EGGS, OTHER_EGGS, PACK, changes

from govinnov.trace.lineage.model import Edge, Holding
from govinnov.trace.lookup import answer
from govinnov.trace.shares import Interval, Makings, Origins, rounded, spread
from govinnov.trace.shares.intervals import ALL, Shares

FIRST = ("urn:x:a", "urn:x:b", "urn:x:c")
HUGE = Fraction(10**15)


class Made(NamedTuple):
    """One making: its inputs and how much of each; how much came out. None: nobody tells."""

    lot: str
    inputs: Mapping[str, int | None]
    output: int | None


def edges(story: Sequence[Made]) -> list[Edge]:
    """The edges of makings, one event each."""
    return [
        Edge(Holding(source, ""), Holding(made.lot, ""), "make", str(number), _exact(went), None, _exact(made.output))
        for number, made in enumerate(story)
        for source, went in made.inputs.items()
    ]


def _exact(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def shares_of(made: Sequence[Edge], times: Mapping[str, int] | None = None) -> dict[str, Shares]:
    return spread(Makings(made, times or {}), Origins({lot: {lot: ALL} for lot in FIRST}))


@st.composite
def stories(draw: st.DrawFn, most: int = 6, *, missing: bool = True) -> list[Made]:
    """Lots made of earlier ones, by one or several makings each."""
    amounts = st.integers(0, 9) | st.none() if missing else st.integers(1, 9)
    lots, story = list(FIRST), []
    for number in range(draw(st.integers(1, most))):
        for _ in range(draw(st.integers(1, 2))):
            sources = draw(st.lists(st.sampled_from(lots), min_size=1, max_size=3, unique=True))
            story.append(Made(f"urn:x:{number}", {one: draw(amounts) for one in sources}, draw(amounts)))
        lots.append(f"urn:x:{number}")
    return story


def holes(story: Sequence[Made]) -> list[tuple[int, str | None]]:
    """Where something is missing: the making, and the input or None for what came out."""
    inputs = [(number, lot) for number, made in enumerate(story) for lot, went in made.inputs.items() if went is None]
    return [*inputs, *((number, None) for number, made in enumerate(story) if made.output is None)]


def plain_shares(story: Sequence[Made], filled: Mapping[Any, Fraction], origin: str) -> dict[str, Fraction] | None:
    """The definition, lot by lot, with every hole filled; None where a mix of nothing would be asked for."""

    @cache
    def share(lot: str) -> Fraction:
        if lot in FIRST:
            return Fraction(lot == origin)
        makings = [(number, made) for number, made in enumerate(story) if made.lot == lot]
        return mean([(of(number, made), out(number, made)) for number, made in makings])

    def of(number: int, made: Made) -> Fraction:
        return mean([(share(lot), fill((number, lot), went)) for lot, went in made.inputs.items()])

    def out(number: int, made: Made) -> Fraction:
        return fill((number, None), made.output)

    def fill(place: Any, told: int | None) -> Fraction:
        return filled[place] if told is None else Fraction(told)

    def mean(parts: list[tuple[Fraction, Fraction]]) -> Fraction:
        if len(parts) == 1:
            return parts[0][0]
        return sum(one * weight for one, weight in parts) / sum(weight for _, weight in parts)

    try:
        return {made.lot: share(made.lot) for made in story}
    except ZeroDivisionError:
        return None


@settings(max_examples=150, deadline=None)
@given(story=stories(), data=st.data())
def test_every_completion_lies_within_the_interval(story: list[Made], data: st.DataObject) -> None:
    amounts = st.fractions(0, 1000, max_denominator=50)
    filled = {hole: data.draw(amounts) for hole in holes(story)}
    found = shares_of(edges(story))
    for origin in FIRST:
        wanted = plain_shares(story, filled, origin)
        assume(wanted is not None)
        for lot, share in (wanted or {}).items():
            low, high = found[lot].get(origin, Interval(Fraction(0), Fraction(0)))
            assert low <= share <= high, (lot, origin)


@settings(max_examples=100, deadline=None)
@given(story=stories(most=4))
def test_small_graphs_reach_their_bounds(story: list[Made]) -> None:
    """With none or very much in the place of what is missing."""
    assume(1 <= len(holes(story)) <= 7)
    assume(all(0 not in (*made.inputs.values(), made.output) for made in story))
    found = shares_of(edges(story))
    for origin in FIRST:
        tried = [one for one in (plain_shares(story, f, origin) for f in _corners(story)) if one]
        for lot in {made.lot for made in story}:
            low, high = found[lot].get(origin, Interval(Fraction(0), Fraction(0)))
            assert abs(min(one[lot] for one in tried) - low) < Fraction(1, 10**9)
            assert abs(max(one[lot] for one in tried) - high) < Fraction(1, 10**9)


def _corners(story: Sequence[Made]) -> Iterator[dict[Any, Fraction]]:
    places = holes(story)
    for amounts in product((1 / HUGE, HUGE), repeat=len(places)):
        yield dict(zip(places, amounts, strict=True))


@settings(max_examples=100, deadline=None)
@given(story=stories(missing=False), data=st.data())
def test_with_nothing_missing_a_share_is_one_exact_number_in_any_order(story: list[Made], data: st.DataObject) -> None:
    found = shares_of(data.draw(st.permutations(edges(story))))
    for origin in FIRST:
        for lot, share in (plain_shares(story, {}, origin) or {}).items():
            assert found[lot].get(origin, Interval(Fraction(0), Fraction(0))) == (share, share)


def test_twelve_levels_of_four_by_four_are_exact_and_quick() -> None:
    """16 million paths, 192 edges."""
    levels = [[f"urn:x:{level}:{place}" for place in range(4)] for level in range(13)]
    made = [
        Edge(Holding(source, ""), Holding(target, ""), "make", target, Decimal(place + 1), None, Decimal(1))
        for before, after in pairwise(levels)
        for target in after
        for place, source in enumerate(before)
    ]
    started = time.process_time()
    shares = spread(Makings(made, {}), Origins({lot: {lot: ALL} for lot in levels[0]}))
    assert time.process_time() - started < 1
    assert [shares["urn:x:12:0"][lot].lo for lot in levels[0]] == [Fraction(n, 10) for n in (1, 2, 3, 4)]


def test_long_numbers_in_a_long_chain_end_soon() -> None:
    chain = [
        Edge(Holding(source, ""), Holding(f"urn:x:{n + 1}", ""), "make", str(n), Decimal("1." + "7" * 60), None, None)
        for n in range(5_000)
        for source in (f"urn:x:{n}", f"urn:x:side:{n}")
    ]
    started = time.process_time()
    shares = spread(Makings(chain, {}), Origins({"urn:x:0": {"a": ALL}}))
    assert time.process_time() - started < 2
    assert rounded(shares["urn:x:3"]["a"]) == [0.125, 0.125]


def test_shares_are_rounded_half_to_even_at_the_end() -> None:
    halves = [Fraction(n, 20_000) for n in (1, 3, 5, 20_000)]
    assert rounded(halves) == [0, 0.0002, 0.0002, 1]
    assert [type(one) for one in rounded(halves)] == [int, float, float, int]


class TestThroughEvents:
    """What documents say becomes shares in an answer."""

    def origins(self, *events: dict[str, Any]) -> dict[str, list[float]]:
        laid = [feeds.laid(EGGS, feeds.FARM), feeds.laid(OTHER_EGGS, feeds.OTHER_FARM)]
        told = answer("L22608241234001", changes(*laid, *events), feeds.ON, feeds.NOW)
        return {one["farm"]: one["share"] for one in told["origins"]}

    @pytest.mark.parametrize(
        ("inputs", "shares"),
        [
            ([(EGGS, 2, None), (OTHER_EGGS, 1, None)], ([0.6667, 0.6667], [0.3333, 0.3333])),
            ([(EGGS, 2, None), (OTHER_EGGS, 1, "EA")], ([0.6667, 0.6667], [0.3333, 0.3333])),
            ([(EGGS, 500, "GRM"), (OTHER_EGGS, 1.5, "KGM")], ([0.25, 0.25], [0.75, 0.75])),
            ([(EGGS, 2, None), (OTHER_EGGS, 1, "KGM")], ([0, 1], [0, 1])),
            ([(EGGS, 30, None), (EGGS, 2, "KGM"), (OTHER_EGGS, 6, "KGM")], ([0.25, 0.25], [0.75, 0.75])),
            ([(EGGS, 1, None), (EGGS, 1, None), (OTHER_EGGS, 2, None)], ([0.5, 0.5], [0.5, 0.5])),
            ([(EGGS, 1, None), (OTHER_EGGS, -1, None)], ([0, 1], [0, 1])),
            ([(EGGS, 1, None), (OTHER_EGGS, 0, None)], ([1, 1], None)),
            ([(EGGS, 0, None), (OTHER_EGGS, 0, None)], ([0, 1], [0, 1])),
        ],
    )
    def test_units_that_measure_the_same_are_summed_and_others_are_missing(
        self, inputs: list[tuple[str, float, str | None]], shares: tuple[list[float] | None, ...]
    ) -> None:
        packed = feeds.packed(inputQuantityList=[feeds.amount(*one) for one in inputs])
        wanted = dict(zip(("M3FSD", "K7PQA"), shares, strict=True))
        assert self.origins(packed) == {farm: share for farm, share in wanted.items() if share}

    def test_makings_weigh_by_what_came_out_and_count_as_often_as_reported(self) -> None:
        first = feeds.packed(inputQuantityList=[feeds.amount(EGGS, 9)], outputQuantityList=[feeds.amount(PACK, 100)])
        other = {**first, "inputQuantityList": [feeds.amount(OTHER_EGGS, 5)]}
        other = {**other, "outputQuantityList": [feeds.amount(PACK, 150)]}
        assert self.origins(first, other) == {"M3FSD": [0.4, 0.4], "K7PQA": [0.6, 0.6]}
        twice = [feeds.with_id(first, "1"), feeds.with_id(first, "2")]
        assert self.origins(*twice, other) == {"M3FSD": [0.5714, 0.5714], "K7PQA": [0.4286, 0.4286]}

    def test_what_one_transformation_id_joins_is_one_mix(self) -> None:
        part: dict[str, Any] = {"transformationID": "urn:uuid:7", "outputQuantityList": []}
        first = feeds.packed(inputQuantityList=[feeds.amount(EGGS, 3)], **part)
        second = feeds.packed("24T10", inputQuantityList=[feeds.amount(OTHER_EGGS, 1)], **part)
        out = feeds.packed("24T11", inputQuantityList=[], transformationID="urn:uuid:7")
        assert self.origins(first, second, out) == {"M3FSD": [0.75, 0.75], "K7PQA": [0.25, 0.25]}
        assert self.origins(out) == {}

    def test_a_return_does_not_hide_the_origin(self) -> None:
        back = feeds.shipped(EGGS, feeds.PACKER, feeds.FARM, "23T12")
        assert self.origins(*feeds.FEED, back) == {"M3FSD": [0.6667, 0.6667], "K7PQA": [0.3333, 0.3333]}

    def test_lots_made_of_each_other_are_told_and_lie_between_what_went_in(self) -> None:
        again = "urn:x-govinnov:bundle15/2026-08-25/2/1234/002"
        there = feeds.packed("25T09", inputQuantityList=[feeds.amount(PACK, 5)], outputQuantityList=[])
        there["outputQuantityList"] = [feeds.amount(again, 5)]
        back = {
            **there,
            "inputQuantityList": there["outputQuantityList"],
            "outputQuantityList": [feeds.amount(PACK, 5)],
        }
        told = answer("L22608241234001", changes(*feeds.FEED, there, back), feeds.ON, feeds.NOW)
        assert [(one["farm"], one["share"]) for one in told["origins"]] == [("K7PQA", [0, 1]), ("M3FSD", [0, 1])]
        assert [one["code"] for one in told["unknown"]] == ["make-cycle"]
