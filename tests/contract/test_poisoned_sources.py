"""A source that went bad removes nothing, publishes nothing wrong, and tells the steward in plain Korean."""

from __future__ import annotations

import re
import tracemalloc

import pytest
from agency_server import Agency, Reply
from harvest_bench import Bench
from poisons import KNOWN, POISONS, honest

from harvesters.reader import session_for

PLACES = {"datajson": "/data.json", "portal-api": "/api?serviceKey=k", "dcat": "/catalog.ttl"}
OPTIONS = {"portal-api": {"rows_per_page": 10}}
#: Not poison enough to be told: these are the same datasets, written differently.
HARMLESS = {
    "ids in capitals",
    "ids with blanks around",
    "a document in EUC-KR said to be UTF-8",
    "a charset that lies",
    "links that run scripts",
}


def test_there_are_fifty() -> None:
    assert len(POISONS) >= 50


@pytest.mark.parametrize("name", POISONS)
def test_a_poisoned_source_changes_nothing_for_the_worse(name: str, agency: Agency, bench: Bench) -> None:
    kind, poison = POISONS[name]
    honest(agency)
    bench.add(kind, agency.url + PLACES[kind], options=OPTIONS.get(kind, {}))
    assert bench.run().added == len(KNOWN)
    poison(agency)
    result = bench.run()
    assert (bench.sink.archived, bench.sink.withdrawn) == ([], [])
    titles = bench.sink.titles()
    assert titles == set(KNOWN), "the old data stay up, and nothing wrong is published"
    addresses = [item["url"] for package in bench.sink.datasets.values() for item in package["resources"]]
    assert all(address.startswith("https://") for address in addresses)
    if name not in HARMLESS:
        assert result.errors, result
        assert result.state in ("failed", "held") or result.failed or result.held or result.errors
    assert all(re.search("[가-힣]{2}", error.message_ko) for error in result.errors)


@pytest.mark.parametrize("name", [name for name in POISONS if name not in HARMLESS])
def test_a_source_recovers_from_its_poison_by_itself(name: str, agency: Agency, bench: Bench) -> None:
    kind, poison = POISONS[name]
    honest(agency)
    bench.add(kind, agency.url + PLACES[kind], options=OPTIONS.get(kind, {}))
    bench.run()
    poison(agency)
    bench.run()
    agency.routes.clear()
    honest(agency)
    bench.desk.pause("src", paused=False)  # a refused key stops its source until a steward says so
    result = bench.run()
    assert (result.state, result.missing, result.failed) == ("done", 0, 0), result.errors
    assert bench.sink.titles() >= set(KNOWN)
    assert len(bench.sink.datasets) == len(KNOWN)


def test_a_line_of_500_megabytes_costs_its_reading_not_the_memory(agency: Agency, bench: Bench) -> None:
    honest(agency)
    object.__setattr__(bench.engine, "http", session_for)
    bench.add("datajson", f"{agency.url}/data.json")
    bench.run()
    agency.routes["/data.json"] = Reply(b'{"dataset": [{"title": "' + bytes([120]) * (500 << 20) + b'"}]}')
    tracemalloc.start()
    result = bench.run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (result.state, [error.code for error in result.errors]) == ("failed", ["endless-line"])
    assert bench.sink.titles() == set(KNOWN) and bench.sink.archived == []
    assert peak < 64 << 20
