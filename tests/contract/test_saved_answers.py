"""Answers of catalogues and services that somebody saved as a file, and documents that lean on others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contract_examples import iso

from harvesters.model import Source
from harvesters.preview import Preview, preview

_CSW = 'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def shown(folder: Path, text: str, name: str = "answer.xml", encoding: str = "utf-8") -> Preview:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return preview(Source("saved", "", str(path)))


def results(inside: str, **counts: Any) -> str:
    counted = " ".join(f'{name}="{value}"' for name, value in counts.items())
    return (
        f"<csw:GetRecordsResponse {_CSW} {_DC}><csw:SearchResults {counted}>{inside}"
        "</csw:SearchResults></csw:GetRecordsResponse>"
    )


def test_one_page_of_many_gives_its_records_and_says_what_is_missing(tmp_path: Path) -> None:
    page = results(iso(1, "가") + iso(2, "나"), numberOfRecordsMatched=9, numberOfRecordsReturned=2, nextRecord=3)
    told = shown(tmp_path, page)
    assert (told.type, [item["title"] for item in told.records]) == ("csw", ["가", "나"])
    assert [error.code for error in told.errors] == ["list-short"]


def test_records_of_another_schema_are_named(tmp_path: Path) -> None:
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    [error] = shown(tmp_path, results(rdf, numberOfRecordsMatched=1, numberOfRecordsReturned=1)).errors
    assert (error.code, "RDF" in error.message_ko, "RDF" in error.message_en) == ("csw-schema", True, True)


@pytest.mark.parametrize("size", ["Record", "SummaryRecord", "BriefRecord"])
def test_dublin_core_is_read_in_every_size(tmp_path: Path, size: str) -> None:
    record = f"<csw:{size}><dc:identifier>a-1</dc:identifier><dc:title>가</dc:title></csw:{size}>"
    told = shown(tmp_path, results(record, numberOfRecordsMatched=1, numberOfRecordsReturned=1))
    assert ([item["title"] for item in told.records], told.errors) == (["가"], ())


@pytest.mark.parametrize("count", ["", "many", "9" * 5_000, "-1"])
def test_counts_that_are_none_do_no_harm(tmp_path: Path, count: str) -> None:
    told = shown(tmp_path, results(iso(1, "가"), numberOfRecordsMatched=count, numberOfRecordsReturned=count))
    assert ([item["title"] for item in told.records], told.errors) == (["가"], ())


def test_an_answer_by_id_is_a_list_of_one(tmp_path: Path) -> None:
    told = shown(tmp_path, f"<csw:GetRecordByIdResponse {_CSW}>{iso(1, '가')}</csw:GetRecordByIdResponse>")
    assert ([item["title"] for item in told.records], told.errors) == (["가"], ())


def capabilities(version: str, types: str = "", operations: str = "") -> str:
    """Capabilities of a WFS, as short as its standard allows."""
    wfs, ows = ("", "") if version == "1.1.0" else ("/2.0", "/1.1")
    return (
        f'<wfs:WFS_Capabilities version="{version}" xmlns:wfs="http://www.opengis.net/wfs{wfs}" '
        f'xmlns:ows="http://www.opengis.net/ows{ows}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<ows:ServiceIdentification><ows:Title>가온</ows:Title></ows:ServiceIdentification>"
        f"<ows:OperationsMetadata>{operations}</ows:OperationsMetadata>"
        f"<wfs:FeatureTypeList><wfs:FeatureType>{types}</wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>"
    )


@pytest.mark.parametrize(("version", "parameter"), [("1.1.0", "typeName"), ("2.0.0", "typeNames")])
def test_saved_capabilities_lead_to_the_service_that_they_name(tmp_path: Path, version: str, parameter: str) -> None:
    get = '<ows:DCP><ows:HTTP><ows:Get xlink:href="https://wfs.example/ows?"/></ows:HTTP></ows:DCP>'
    types = "<wfs:Name>a:wells</wfs:Name><wfs:Title>우물</wfs:Title>"
    told = shown(tmp_path, capabilities(version, types, f'<ows:Operation name="GetFeature">{get}</ows:Operation>'))
    [[resource]] = [package["resources"] for package in told.records]
    assert resource["url"].startswith("https://wfs.example/ows?service=WFS&")
    assert f"&{parameter}=a%3Awells" in resource["url"]


@pytest.mark.parametrize("version", ["1.1.0", "2.0.0"])
@pytest.mark.parametrize(
    ("types", "operations"),
    [
        ("<wfs:Title>이름 없음</wfs:Title>", ""),
        (
            "<wfs:Name>a</wfs:Name><ows:WGS84BoundingBox><ows:LowerCorner>a b</ows:LowerCorner></ows:WGS84BoundingBox>",
            "",
        ),
        ("<wfs:Name>a</wfs:Name><wfs:MetadataURL/>", ""),
        ("<wfs:Name>a</wfs:Name>", "<ows:Operation/>"),
        ("<wfs:Name>a</wfs:Name>", "<ows:Constraint/>"),
    ],
)
def test_capabilities_with_gaps_are_told_and_never_crash(
    tmp_path: Path, version: str, types: str, operations: str
) -> None:
    told = shown(tmp_path, capabilities(version, types, operations))
    assert told.type == "ogc"
    assert told.records or {error.code for error in told.errors} <= {"broken-wfs", "no-id"}
    assert told.records or told.errors


def test_json_ld_that_leans_on_a_context_elsewhere_is_known_and_refused_for_it(tmp_path: Path) -> None:
    graph = [{"@id": "ex:1", "@type": ["Dataset", "Member"], "title": {"ko": "가"}}]
    text = json.dumps({"@context": "https://standard.example/context.jsonld", "@graph": graph})
    told = shown(tmp_path, text, "catalog.jsonld")
    assert (told.type, [error.code for error in told.errors]) == ("dcat", ["remote-context"])


def test_a_size_beyond_all_numbers_is_told_and_never_crashes(tmp_path: Path) -> None:
    text = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        '<https://agency.example/1> a dcat:Dataset ; dct:title "가" ; dcat:distribution [ a dcat:Distribution ; '
        'dcat:byteSize "1e400"^^<http://www.w3.org/2001/XMLSchema#decimal> ] .'
    )
    [error] = shown(tmp_path, text, "catalog.ttl").errors
    assert (error.code, error.record) == ("broken-rdf", None)


def test_a_document_in_utf_16_is_recognised(tmp_path: Path) -> None:
    sets = [{"identifier": "a", "title": "가"}]
    told = shown(tmp_path, json.dumps({"dataset": sets}, ensure_ascii=False), "data.json", "utf-16")
    assert (told.type, [item["title"] for item in told.records]) == ("datajson", ["가"])
