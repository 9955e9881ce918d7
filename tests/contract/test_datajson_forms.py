"""data.json in every form that DCAT-US allows: nested catalogs, series, services, one dataset alone, a bare list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harvesters.model import Source
from harvesters.preview import Preview, preview

POINT = {"type": "Point", "coordinates": [126, 37]}


def shown(folder: Path, value: Any) -> Preview:
    path = folder / "list.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return preview(Source("us", "", str(path)))


def dataset(name: str, **more: Any) -> dict[str, Any]:
    return {"@type": "Dataset", "identifier": name, "title": f"자료 {name}", "description": "설명", **more}


def catalog(**more: Any) -> dict[str, Any]:
    return {"@type": "Catalog", "conformsTo": {"title": "DCAT-US 3.0"}, "title": "목록", **more}


def titles(told: Preview) -> list[str]:
    return [package["title"] for package in told.records]


def extras(package: dict[str, Any]) -> dict[str, str]:
    return {item["key"]: item["value"] for item in package["extras"]}


def test_catalogs_within_catalogs_lose_nothing(tmp_path: Path) -> None:
    inner = catalog(dataset=[dataset("c")], catalog=[catalog(dataset=dataset("d"))])
    told = shown(tmp_path, catalog(dataset=[dataset("a"), dataset("b")], catalog=[inner]))
    assert (told.type, titles(told), told.errors) == ("datajson", ["자료 a", "자료 b", "자료 c", "자료 d"], ())


def test_members_of_a_series_come_once(tmp_path: Path) -> None:
    series = {"@type": "DatasetSeries", "seriesMember": [dataset("a"), dataset("b")], "first": dataset("a")}
    told = shown(tmp_path, catalog(dataset=[dataset("a")], datasetSeries=[series]))
    assert (titles(told), told.errors) == (["자료 a", "자료 b"], ())
    assert titles(shown(tmp_path, catalog(datasetSeries=[series]))) == ["자료 a", "자료 b"]


def test_a_service_comes_with_its_address_and_the_datasets_that_it_serves(tmp_path: Path) -> None:
    service = dataset("s", endpointURL=["https://api.example/v1"], servesDataset=[dataset("a")])
    told = shown(tmp_path, catalog(service=[service]))
    assert (told.type, titles(told)) == ("datajson", ["자료 s", "자료 a"])
    assert [(item["url"], item["format"]) for item in told.records[0]["resources"]] == [
        ("https://api.example/v1", "API")
    ]


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"@context": "dcat-us-3.0.jsonld", "@graph": [one]}])
def test_one_dataset_alone_is_a_list_of_one(tmp_path: Path, wrap: Any) -> None:
    assert titles(shown(tmp_path, wrap(dataset("a")))) == ["자료 a"]


def test_a_graph_without_datasets_is_no_empty_list(tmp_path: Path) -> None:
    told = shown(tmp_path, {"@context": "dcat-us-3.0.jsonld", "@graph": [{"@type": "CatalogRecord"}]})
    assert [error.code for error in told.errors] == ["not-datajson"]


def test_a_bare_list_of_version_one_brings_its_own_addresses(tmp_path: Path) -> None:
    one = dataset("a", accessLevel="public", accessURL="https://agency.example/a.csv", format="text/csv")
    told = shown(tmp_path, [{**one, "webService": "https://agency.example/api"}])
    assert told.type == "datajson"
    assert [(item["url"], item["format"]) for item in told.records[0]["resources"]] == [
        ("https://agency.example/a.csv", "text/csv"),
        ("https://agency.example/api", "API"),
    ]


def test_objects_in_place_of_texts_are_read(tmp_path: Path) -> None:
    page = {"@id": "https://agency.example/doc/1", "title": "안내", "accessURL": "https://agency.example/page"}
    parts = [{"title": "표", "accessService": {"title": "서비스", "endpointURL": ["https://api.example/v2"]}}]
    told = shown(tmp_path, catalog(dataset=[dataset("a", landingPage=page, distribution=parts, language=["ko", "en"])]))
    [package] = told.records
    assert package["url"] == "https://agency.example/page"
    assert [item["url"] for item in package["resources"]] == ["https://api.example/v2"]
    assert extras(package)["source_language"] == "ko, en"


@pytest.mark.parametrize("given", ["2024-01-01/2024-12-31", [{"startDate": "2024-01-01", "endDate": "2024-12-31"}]])
def test_the_period_is_kept(tmp_path: Path, given: Any) -> None:
    [package] = shown(tmp_path, catalog(dataset=[dataset("a", temporal=given)])).records
    assert (extras(package)["temporal_start"], extras(package)["temporal_end"]) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    "given",
    ["126,37,127,38", [126, 37, 127, 38], POINT, json.dumps(POINT)],
)
def test_an_extent_is_geometry_in_every_form(tmp_path: Path, given: Any) -> None:
    [package] = shown(tmp_path, catalog(dataset=[dataset("a", spatial=given)])).records
    assert json.loads(extras(package)["spatial"])["type"] in {"Polygon", "Point"}


@pytest.mark.parametrize("given", ["가온시", [{"@type": "Location", "prefLabel": "가온시"}]])
def test_a_place_without_coordinates_is_kept_in_words(tmp_path: Path, given: Any) -> None:
    [package] = shown(tmp_path, catalog(dataset=[dataset("a", spatial=given)])).records
    assert extras(package)["spatial_text"] == "가온시"
    assert "spatial" not in extras(package)
