"""A source that went bad removes nothing, publishes nothing wrong, and tells the steward in plain Korean."""

from __future__ import annotations

import re

import pytest
from agency_server import Agency
from harvest_bench import Bench
from poisons import KNOWN, POISONS, honest

PLACES = {"datajson": "/data.json", "portal-api": "/api?serviceKey=k", "dcat": "/catalog.ttl"}
OPTIONS = {"portal-api": {"rows_per_page": 10}}
#: Not poison enough to be told: these are the same datasets, written differently.
HARMLESS = {
    "ids in capitals",
    "ids with blanks around",
    "a document in EUC-KR said to be UTF-8",
    "links that run scripts",
    "a title of 5 MB",
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
    assert titles >= set(KNOWN), "the old data stay up"
    assert {title for title in titles - set(KNOWN) if not title.startswith("가가")} == set()
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
