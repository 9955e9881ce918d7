"""Real pygeoapi and real pycsw are recognised, read page by page, and harvested twice without a difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harvest_bench import Bench
from ogc_servers import PLACES, RECORDS, pycsw, pygeoapi

from harvesters.model import Source
from harvesters.preview import preview


@pytest.fixture(scope="module")
def geo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pygeoapi")
    with pygeoapi(folder) as url:
        yield url


@pytest.fixture(scope="module")
def csw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pycsw")
    with pycsw(folder) as url:
        yield url


def harvested(bench: Bench, kind: str, url: str) -> set[str]:
    """Titles after a harvest whose repetition changes nothing."""
    bench.add(kind, url)
    first = bench.run()
    assert (first.state, first.failed, first.errors) == ("done", 0, ())
    again = bench.run()
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    return bench.sink.titles()


@pytest.mark.parametrize("page", ["/?f=json", "/collections?f=json", ""])
def test_collections_and_records_of_pygeoapi(page: str, geo: str, bench: Bench) -> None:
    assert harvested(bench, "ogc", f"{geo}{page}") == {*PLACES.values(), *RECORDS}
    addresses = {item["url"] for package in bench.sink.datasets.values() for item in package["resources"]}
    assert "https://agency.example/1.csv" in addresses
    assert any(address.startswith(f"{geo}/collections/wells/items") for address in addresses)


def test_one_catalogue_of_pygeoapi(geo: str, bench: Bench) -> None:
    assert harvested(bench, "ogc", f"{geo}/collections/catalogue/items") == set(RECORDS)
    extras = [{e["key"]: e["value"] for e in package["extras"]} for package in bench.sink.datasets.values()]
    assert {words["agency_name"] for words in extras} == {"가온시"}


@pytest.mark.parametrize("schema", ["http://www.isotc211.org/2005/gmd", "http://www.opengis.net/cat/csw/2.0.2"])
def test_records_of_pycsw(schema: str, csw: str, bench: Bench) -> None:
    bench.add("csw", csw, options={"schema": schema})
    result = bench.run()
    assert (result.state, result.added, result.errors) == ("done", len(RECORDS), ())
    assert bench.sink.titles() == set(RECORDS)
    assert bench.run().unchanged == len(RECORDS)


def test_a_constraint_reaches_pycsw(csw: str, bench: Bench) -> None:
    bench.add("csw", csw, options={"constraint": "dc:title = '지하수 관측 7'"})
    assert bench.run().added == 1


def test_pycsw_is_recognised(csw: str) -> None:
    told = preview(
        Source("src", "", f"{csw}?service=CSW&version=2.0.2&request=GetCapabilities", allow_hosts=("127.0.0.1",)), 1
    )
    assert (told.type, len(told.records)) == ("csw", 1)


def test_pygeoapi_is_recognised(geo: str) -> None:
    told = preview(Source("src", "", f"{geo}/?f=json", allow_hosts=("127.0.0.1",)), 1)
    assert (told.type, len(told.records)) == ("ogc", 1)


def test_the_locks_have_a_hash_for_every_package() -> None:
    for lock in (Path(__file__).parents[2] / "config" / "ogc").glob("*.lock"):
        entries = lock.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        assert entries and all("--hash=sha256:" in entry for entry in entries if entry.strip())
