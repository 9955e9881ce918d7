"""What every source type must do, whatever its protocol: a new one needs an example, and gets these tests for free."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from agency_server import Agency, Reply
from contract_examples import EXAMPLES, Example
from harvest_bench import Bench, quick_session

from harvesters import sources
from harvesters.clock import SystemClock
from harvesters.context import Context, read_options
from harvesters.errors import HarvestError
from harvesters.model import Source
from harvesters.preview import preview

TYPES = sorted(sources.names())
OPEN = [name for name in TYPES if not sources.source_type(name).restricted]
RESTRICTED = [name for name in TYPES if sources.source_type(name).restricted]
WEB = [name for name in TYPES if EXAMPLES[name].web]
PAGE = Reply(b"<!doctype html><html><body>Maintenance</body></html>", type="text/html")


@pytest.fixture
def place(request: pytest.FixtureRequest, agency: Agency, tmp_path: Path) -> tuple[Example, str]:
    folder = tmp_path / "offered"
    folder.mkdir()
    example = EXAMPLES[request.getfixturevalue("name")]
    return example, example.serve(agency, folder)


def test_every_type_has_an_example() -> None:
    assert set(EXAMPLES) == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_two_readings_give_the_same_entries_with_ids_of_their_own(
    name: str, place: tuple[Example, str], tmp_path: Path
) -> None:
    example, url = place
    source = Source("src", name, url, options={"pause_ms": 0, **example.options}, allow_hosts=("127.0.0.1",))
    kind = sources.source_type(name)
    context = Context(source, read_options(source, kind.options), quick_session(source), tmp_path, SystemClock())
    first, second = list(kind.gather(context)), list(kind.gather(context))
    assert first == second
    assert len(first) == example.records
    assert len({entry.remote_id for entry in first}) == example.records
    json.dumps([dict(entry.payload) for entry in first])


@pytest.mark.parametrize("name", OPEN)
def test_a_harvest_brings_everything_once_and_then_writes_nothing(
    name: str, place: tuple[Example, str], bench: Bench
) -> None:
    example, url = place
    bench.add(name, url, options=example.options)
    first = bench.run()
    assert (first.state, first.added, first.failed) == ("done", example.records, 0), first.errors
    bench.sink.delivered.clear()
    second = bench.run()
    assert (second.state, second.unchanged, second.added, second.changed) == ("done", example.records, 0, 0)
    assert bench.sink.delivered == []


@pytest.mark.parametrize("name", OPEN)
def test_its_package_dicts_are_what_ckan_takes(name: str, place: tuple[Example, str]) -> None:
    example, url = place
    source = Source("src", "", url, options={"pause_ms": 0, **example.options}, allow_hosts=("127.0.0.1",))
    shown = preview(source)
    assert (shown.type, shown.errors, len(shown.records)) == (name, (), example.records)
    for package in shown.records:
        assert re.fullmatch(r"[a-z0-9_-]{2,100}", package["name"])
        assert package["title"].startswith(example.titles)
        assert not {"id", "state", "private", "owner_org"} & set(package)
        assert "<" not in package["notes"] and "(NULL)" not in package["title"]
        for resource in package["resources"]:
            assert resource["name"] and resource["url"]


@pytest.mark.parametrize("name", RESTRICTED)
def test_a_restricted_source_reaches_the_vault_and_nothing_else(
    name: str, place: tuple[Example, str], bench: Bench
) -> None:
    example, url = place
    bench.add(name, url, options=example.options)
    result = bench.run()
    assert (result.state, result.added) == ("done", example.records), result.errors
    assert len(bench.vault.kept) == example.records
    assert bench.sink.datasets == {}
    shown = preview(Source("src", name, url, allow_hosts=("127.0.0.1",)))
    assert shown.records == () and [error.code for error in shown.errors] == ["restricted-source"]


@pytest.mark.parametrize("name", WEB)
@pytest.mark.parametrize(
    "answer",
    [PAGE, Reply(status=500), Reply(status=403, type="text/plain"), Reply(b"", type="text/plain")],
    ids=["page", "500", "403", "empty"],
)
def test_a_broken_answer_fails_the_job_and_changes_nothing(
    name: str, answer: Reply, place: tuple[Example, str], bench: Bench, agency: Agency
) -> None:
    example, url = place
    bench.add(name, url, options=example.options)
    bench.run()
    before = dict(bench.sink.datasets)
    agency.routes = dict.fromkeys(agency.routes, answer)
    result = bench.run()
    assert result.state in ("failed", "held"), result
    assert result.errors and all(re.search("[가-힣]", error.message_ko) for error in result.errors)
    assert bench.sink.datasets == before and not bench.sink.archived


@pytest.mark.parametrize("name", ["portal-api", "odcloud", "ekape"])
def test_a_service_key_is_sent_once_encoded_and_never_told(
    name: str, place: tuple[Example, str], bench: Bench, agency: Agency, caplog: pytest.LogCaptureFixture
) -> None:
    example, url = place
    caplog.set_level("DEBUG")
    bench.add(name, url, options=example.options)
    bench.run()
    asked = [target for target in agency.seen if "ervicekey" in target.lower()]
    assert asked and all("secret%2Bkey%3D%3D" in target for target in asked)
    agency.routes = dict.fromkeys(agency.routes, Reply(status=404))
    result = bench.run()
    told = " ".join(f"{error.message_ko} {error.message_en}" for error in result.errors)
    stored = json.dumps([str(row) for row in bench.desk.history()])
    logged = " ".join(record.getMessage() for record in caplog.records)
    for words in (told, stored, logged):
        assert "secret" not in words


def test_an_unknown_option_is_refused_with_the_place_to_look() -> None:
    source = Source("src", "datajson", "https://agency.example", options={"colour": "red"})
    with pytest.raises(HarvestError, match="colour"):
        read_options(source, ())
