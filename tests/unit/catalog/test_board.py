"""Where a promised slot stands: as far as its furthest dataset."""

from __future__ import annotations

import pytest

from ckanext.govinnov.catalog import board
from ckanext.govinnov.catalog.board import Filters
from ckanext.govinnov.catalog.listed import Listed

WATER = board.slots_of("national-priority")[41]
UNNAMED = board.slots_of("national-priority")[127]


def known(*states: str) -> dict[str, Listed]:
    assert WATER.portal is not None
    return {
        key: Listed(key, f"name-{key}", f"제목 {key}", state, None)
        for key, state in zip(WATER.portal.keys, states, strict=False)
    }


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), "waiting"),
        (("listed",), "listed"),
        (("listed", "held"), "held"),
        (("listed", "held", "open"), "open"),
    ],
)
def test_a_slot_is_as_far_as_its_furthest_dataset(states: tuple[str, ...], expected: str) -> None:
    assert board.view(WATER, known(*states)).state == expected


def test_the_four_states_are_always_counted() -> None:
    assert board.counts((board.view(WATER, {}),)) == {"open": 0, "held": 0, "listed": 0, "waiting": 1}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), 2),
        (Filters(q="먹는 샘물"), 1),
        (Filters(q="bottled WATER"), 1),
        (Filters(evidence="D"), 1),
        (Filters(domain="환경기상"), 1),
        (Filters(state="open"), 0),
        (Filters(q="먹는샘물", evidence="D"), 0),
    ],
)
def test_a_filter_leaves_the_slots_that_meet_it(filters: Filters, left: int) -> None:
    views = (board.view(WATER, {}), board.view(UNNAMED, {}))
    assert len(board.chosen(views, filters)) == left
