"""Any order, split, repetition or form of a feed ends in the same bytes, in the database and without one."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from trace_events import Maker
from trace_feeds import (
    EGGS,
    FARM,
    FEED,
    PACK,
    PACKER,
    PALLET,
    SHOP,
    amount,
    error,
    loaded,
    packed,
    pallet_sent,
    shipped,
    with_id,
)  # fmt: skip
from trace_store import FIRST, Part, Store, pure, pure_bytes

from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge

EXAMPLES = 10_000 if os.environ.get("GOVINNOV_LONG") else 40
BOX, HOURS = "urn:epc:id:sscc:8800003.0000000002", 6


def corrected(number: int, one: dict[str, Any]) -> list[dict[str, Any]]:
    """An event under two ids and none, and what voids it by its id and by its hash."""
    first, second = with_id(one, f"{number}-1"), with_id(one, f"{number}-2")
    return [one, first, second, error(one), error(first), error(second)]


MOVES = [
    shipped(EGGS, FARM, PACKER),
    shipped(EGGS, FARM, SHOP, quantity=7),
    loaded("ADD", "24T12"),
    loaded("ADD", "24T11", child=PALLET, parent=BOX),
    loaded("DELETE", "24T14"),
    {**loaded("DELETE", "24T14"), "childQuantityList": []},
    pallet_sent("24T13"),
    pallet_sent("24T15"),
    {**pallet_sent("24T16"), "epcList": [BOX]},
]
CONFLICTING = [with_id(one, "1-1") for one in MOVES[:3]]
CORRECTING = error(with_id(MOVES[0], "0-1"))
CORRECTING["errorDeclaration"]["correctiveEventIDs"] = ["urn:uuid:1-1", "urn:uuid:never"]
POOL = [
    *FEED,
    *(event for number, one in enumerate(MOVES) for event in corrected(number, one)),
    *CONFLICTING,
    CORRECTING,
    packed(inputQuantityList=[amount(PACK, 5)], outputQuantityList=[amount(EGGS, 7, "KGM")]),
    {**MOVES[0], "farm:candled": True},
    error({**MOVES[0], "farm:candled": True}),
    *(
        {**one, "recordTime": f"2026-09-01T0{hour}:00:00+00:00"}
        for hour in (1, 3, 5)
        for one in (*MOVES[:3], CORRECTING)
    ),
    *(Maker(5).event() for _ in range(10)),
]


@st.composite
def feed(draw: st.DrawFn) -> list[Part]:
    """Some events, in some order, with repetitions, in parts of both forms that came at some hours."""
    events = draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=14))
    cuts = sorted(draw(st.lists(st.integers(0, len(events)), max_size=3)))
    bounds = zip([0, *cuts], [*cuts, len(events)], strict=True)
    return [
        Part(events[start:end], draw(st.booleans()), draw(st.integers(0, HOURS)))
        for start, end in bounds
        if end > start
    ]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=feed())
def test_both_engines_dump_the_same_bytes_now_and_as_of_every_hour(store: Store, parts: list[Part]) -> None:
    store.empty()
    store.load(*parts)
    assert store.dump() == pure(parts)
    assert store.overlaps() == 0
    for hour in range(HOURS):
        known = [part for part in parts if part.hour <= hour]
        at = FIRST + timedelta(hours=hour)
        assert store.dump(at) == pure(known, at), f"as of hour {hour}"


def test_a_replay_adds_no_row(store: Store) -> None:
    store.empty()
    first = store.load(Part(POOL))
    before = rows(store)
    (again,) = store.load(Part(POOL, hour=1))
    assert rows(store) == before
    assert (again.new, again.known, again.records) == (0, first[0].records, len(POOL))


@pytest.mark.data
def test_gs1s_own_examples_dump_alike_whichever_comes_first(store: Store, real_data: Path) -> None:
    folder = real_data / "epcis" / "gs1-EPCIS"
    texts = [path.read_bytes() for kind in ("JSON", "XML") for path in sorted((folder / kind).rglob("*.*"))]
    files = [text for text in texts if judge(read(text)).valid]
    assert len(files) > 60
    for order in (files, files[::-1]):
        store.empty()
        store.load_bytes(*order)
        assert store.dump() == pure_bytes(files)


def rows(store: Store) -> dict[str, int]:
    with store.engine.begin() as db:
        names = db.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'trace'")).all()
        return {name: db.execute(text(f"SELECT count(*) FROM trace.{name}")).scalar_one() for name in names}
