"""Customers of packers and slaughterhouses: no public number stands on fewer than five of them, nor any difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from test_rehearsal import known
from test_trace_lookup import NOW, ON
from trace_feeds import FEED, PACK, PACKER, amount, changes, event, hands

from govinnov.trace.crowds import LEAST
from govinnov.trace.lookup import answer
from govinnov.trace.lookup.answer import answer_of
from govinnov.trace.lookup.book import Book
from govinnov.trace.lookup.onward import Sent, onward, sent_on

DISTRICTS = [
    "경기도 포천시",
    "경기도 안성시",
    "경기도 이천시",
    "전북특별자치도 익산시",
    "전북특별자치도 김제시",
    "세종특별자치시",
    "",
]


def customer(number: int, district: str, quantity: int | None = 30) -> Sent:
    return Sent(f"shop-{number}", district, None if quantity is None else Decimal(quantity))


def some(*counts: int) -> list[Sent]:
    """So many customers in each of the districts."""
    places = [district for district, count in zip(DISTRICTS, counts, strict=False) for _ in range(count)]
    return [customer(number, district) for number, district in enumerate(places)]


def recomputed(sent: Sequence[Sent], rows: Sequence[dict[str, object]]) -> list[set[str]]:
    """Who stands in each row, from the customers alone: those of a district, or of all small ones of a 시도."""
    homes: dict[str, set[str]] = {}
    for one in sent:
        homes.setdefault(one.district, set()).add(one.party)
    small = {name: some for name, some in homes.items() if name and len(some) < LEAST}
    rests = [[some for name, some in small.items() if name.split(" ")[0] == row["district"]] for row in rows]
    return [
        set().union(*rest) if row["rest"] else homes[str(row["district"])]
        for row, rest in zip(rows, rests, strict=True)
    ]


def check(sent: Sequence[Sent]) -> None:
    told = onward(sent)
    whole = {one.party for one in sent}
    groups = recomputed(sent, told["districts"])
    assert [row["businesses"] for row in told["districts"]] == [len(group) for group in groups]
    assert told["businesses"] == (len(whole) if len(whole) >= LEAST else None)
    elsewhere = whole - set().union(*groups)
    assert told["elsewhere"] is bool(elsewhere)
    numbers = [len(group) for group in groups] + ([len(whole)] if told["businesses"] else [])
    assert all(number >= LEAST for number in numbers)
    for size in range(len(groups) + 1):
        for hidden in combinations(groups, size):
            left = len(whole) - sum(map(len, hidden))
            assert not told["businesses"] or left == 0 or left >= LEAST


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(DISTRICTS)), max_size=60))
def test_no_number_and_no_difference_stands_on_one_to_four(pairs: list[tuple[int, str]]) -> None:
    homes: dict[int, str] = {}
    check([customer(number, homes.setdefault(number, district)) for number, district in pairs])


def test_five_are_counted_and_four_are_not() -> None:
    assert onward(some(4))["businesses"] is None
    assert onward(some(4)) == {"businesses": None, "districts": [], "elsewhere": True}
    assert onward(some(5))["districts"][0] == {
        "district": "경기도 포천시", "rest": False, "businesses": 5, "quantities": [{"quantity": "150", "unit": None}],
    }  # fmt: skip
    assert onward([]) == {"businesses": None, "districts": [], "elsewhere": False}


def test_small_districts_join_the_rest_of_their_province() -> None:
    rows = onward(some(6, 3, 2))["districts"]
    assert [(row["district"], row["rest"], row["businesses"]) for row in rows] == [
        ("경기도 포천시", False, 6),
        ("경기도", True, 5),
    ]


def test_the_smallest_row_joins_elsewhere_where_that_could_be_worked_out() -> None:
    told = onward(some(9, 0, 0, 6, 0, 2))
    assert [(row["district"], row["businesses"]) for row in told["districts"]] == [("경기도 포천시", 9)]
    assert (told["businesses"], told["elsewhere"]) == (17, True)


def test_one_business_that_got_something_ten_times_is_one() -> None:
    assert onward([customer(1, DISTRICTS[0])] * 10)["businesses"] is None


def test_quantities_have_two_digits_and_none_where_one_is_missing() -> None:
    told = onward([*some(5), customer(0, DISTRICTS[0], 1_234)])["districts"][0]
    assert told["quantities"] == [{"quantity": "1400", "unit": None}]
    told = onward([*some(5), customer(0, DISTRICTS[0], None)])["districts"][0]
    assert told["quantities"] == []


def test_an_amount_that_fewer_than_five_got_is_not_told() -> None:
    alone = Sent("shop-0", DISTRICTS[0], Decimal(12), "KGM")
    assert onward([*some(5), alone])["districts"][0]["quantities"] == [{"quantity": "150", "unit": None}]
    four = [Sent(f"shop-{number}", DISTRICTS[0], Decimal(12), "KGM") for number in range(4)]
    assert len(onward([*some(5), *four])["districts"][0]["quantities"]) == 1
    five = [*four, Sent("shop-4", DISTRICTS[0], Decimal(12), "KGM")]
    assert onward([*some(5), *five])["districts"][0]["quantities"][1] == {"quantity": "60", "unit": "KGM"}


def test_an_answer_counts_the_customers_of_its_packer() -> None:
    shops = [f"urn:epc:id:pgln:8800005.{number:05}" for number in range(6)]
    sent = [
        event(
            "ObjectEvent",
            f"25T{9 + place:02}",
            "shipping",
            action="OBSERVE",
            quantityList=[amount(PACK, 30)],
            **hands(PACKER, shop),
        )
        for place, shop in enumerate(shops)
    ]
    told = answer(PACK, changes(*FEED[:5], *sent), ON, NOW)
    assert told["onward"] == {"businesses": 6, "districts": [], "elsewhere": True}


def test_numbers_in_answers_of_a_rehearsal_are_those_of_its_parties() -> None:
    book = Book(known(faults=False))
    marks = sorted({one.lot for one in book.changes.holdings if "hist12" in one.lot or "egg10" in one.lot})
    shown: Counter[str] = Counter()
    for lot in marks[::7]:
        told = answer_of(lot, book, ON, NOW)["onward"]
        walked = book.graph.forward(book.graph.of_lot(lot), 10_000)
        edges = [book.graph.edges[edge] for edge in walked.edges]
        sent = sent_on(edges, book.about((), {edge.event for edge in edges}))
        if not walked.more:
            check(sent)
            assert told["businesses"] == onward(sent)["businesses"]
            shown["numbers"] += told["businesses"] is not None
            shown["districts"] += len(told["districts"])
    assert shown["numbers"] > 5
    assert shown["districts"] > 0
