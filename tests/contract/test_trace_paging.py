"""Pages of an answer in the database: the same as without one, page by page, whatever is loaded in between."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import pytest
import trace_feeds as feeds
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from trace_feeds import EGGS, FEED, ON, PACK
from trace_store import FIRST, Part, Store, state_of_parts
from trace_stories import sold, steps, story

from govinnov.trace.lineage import changes_of
from govinnov.trace.lookup import PageError, Pages, answer, paging
from govinnov.trace.store import look_up
from govinnov.trace.store.around import LONGEST_S
from govinnov.trace.store.errors import TooMuchError

AT = FIRST + timedelta(hours=5)
EXAMPLES = 3_000 if os.environ.get("GOVINNOV_LONG") else 40
SHELL, BUNDLE = "0823M3FSD2", "L22608241234001"


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


def page(store: Store, code: str, token: str | None = None, at: datetime | None = AT) -> dict[str, Any]:
    with store.engine.begin() as db:
        return look_up(db, code, ON, at, Pages.of(token or ""))


def pages(store: Store, code: str) -> list[dict[str, Any]]:
    told = [page(store, code)]
    while told[-1]["next"]:
        told.append(page(store, code, told[-1]["next"]))
    return told


def pure(code: str, *parts: Part) -> list[dict[str, Any]]:
    """The same of the engine without a database."""
    state = state_of_parts(parts, AT)
    known, token, told = changes_of(state.records), "", []
    while token is not None:
        told.append(answer(code, known, ON, AT, state.conflicts, Pages.of(token)))
        token = told[-1]["next"]
    return told


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=story())
def test_both_engines_tell_the_same_pages_of_any_story(store: Store, events: list[dict[str, Any]]) -> None:
    store.empty()
    store.load(Part(events))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paging, "MOST", 3)
        for code in (SHELL, BUNDLE):
            told = pages(store, code)
            assert told == pure(code, Part(events))
            assert sum(map(len, (one["steps"] for one in told))) == sum(steps(*told).values())


@pytest.mark.parametrize("code", [SHELL, BUNDLE])
def test_a_lot_that_many_hold_is_told_whole_in_both_engines(clean: Store, code: str) -> None:
    lot = EGGS if code == SHELL else PACK
    parts = [Part([*FEED, *sold(1_100, lot=lot)]), Part([feeds.laid(lot, f"urn:x:seen:{n:04}") for n in range(700)])]
    clean.load(*parts)
    told = pages(clean, code)
    assert told == pure(code, *parts)
    assert (len(told), sum(len(one["steps"]) for one in told) > 1_800) == (4, True)


def test_what_is_loaded_between_two_pages_stands_on_neither(clean: Store) -> None:
    clean.load(Part([*FEED, *sold(1_000)]))
    first = page(clean, SHELL)
    clean.load(Part([feeds.shipped(EGGS, feeds.PACKER, f"urn:x:new:{n}") for n in range(50)], hour=6))
    clean.load(Part([feeds.error(one) for one in sold(3)], hour=7))
    second = page(clean, SHELL, first["next"])
    third = page(clean, SHELL, second["next"])
    assert [first, second, third] == pure(SHELL, Part([*FEED, *sold(1_000)]))


def test_pages_of_now_stand_on_the_moment_of_the_first(clean: Store) -> None:
    now = datetime.now(UTC)
    clean.load_bytes(Part([*FEED, *sold(600)]).raw, received_at=now - timedelta(minutes=1))
    first = page(clean, SHELL, at=None)
    clean.load_bytes(Part(sold(9, giver=feeds.SHOP)).raw, received_at=datetime.now(UTC))
    second = page(clean, SHELL, first["next"], at=None)
    assert (second["known_at"], second["next"]) == (first["known_at"], None)
    assert sum(steps(first, second).values()) == 603


def test_what_came_late_for_a_page_that_was_told_ends_its_pages_with_a_sentence(clean: Store) -> None:
    clean.load(Part([*FEED, *sold(600)], hour=1))
    first = page(clean, SHELL)
    clean.load(Part([feeds.shipped(EGGS, feeds.PACKER, "urn:x:late")], hour=2))
    assert page(clean, SHELL, at=FIRST + timedelta(hours=1))["next"]
    with pytest.raises(PageError, match="has changed"):
        page(clean, SHELL, first["next"])
    clean.empty()
    with pytest.raises(PageError, match="another code"):
        page(clean, SHELL, first["next"])


def test_totals_beyond_what_is_counted_are_not_told(clean: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clean.load(Part([*FEED, *sold(600)]))
    told = page(clean, SHELL)["totals"]
    assert told == {
        "back": [{"kind": "egg", "lots": 1}],
        "onward": [{"kind": "chicken", "lots": 1}, {"kind": "egg", "lots": 1}],
    }
    monkeypatch.setattr("govinnov.trace.store.around.COUNTED", 550)
    assert page(clean, SHELL)["totals"] == {"back": None, "onward": None}


def test_a_chain_of_thousands_of_makings_is_told_page_by_page_and_never_hangs(
    clean: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows as a load would make them: what was made of the eggs is made into something else, 20,000 times."""
    clean.load(Part(FEED))
    with clean.engine.begin() as db:
        for statement in _CHAIN:
            db.execute(text(statement), {"lot": EGGS, "party": feeds.PACKER_GLN, "most": 20_000})
    first = page(clean, SHELL)
    assert first["totals"]["onward"][-1] == {"kind": "other", "lots": 20_000}
    token, started = first["next"], monotonic()
    with suppress(TooMuchError):  # on a busy machine
        token = page(clean, SHELL, token)["next"]
    assert (monotonic() - started < 2 * LONGEST_S, bool(token)) == (True, True)
    monkeypatch.setattr("govinnov.trace.store.around.LONGEST_S", 0.0)
    with pytest.raises(TooMuchError, match="in time"):
        page(clean, SHELL, token)


_CHAIN = (
    "INSERT INTO trace.holding SELECT n, 'urn:x:chain:' || n, :party FROM generate_series(1, :most) n",
    """INSERT INTO trace.edge (event, src, dst, make, packed, known_from)
        SELECT (SELECT min(event) FROM trace.edge), coalesce(before.id, first.id), n, true, false, first.known_from
        FROM generate_series(1, :most) n LEFT JOIN trace.holding before ON before.id = n - 1
        CROSS JOIN (SELECT h.id, e.known_from FROM trace.holding h JOIN trace.edge e ON e.dst = h.id
            WHERE h.lot = :lot AND h.party = :party LIMIT 1) first""",
    "ANALYZE trace.edge, trace.holding",
)
