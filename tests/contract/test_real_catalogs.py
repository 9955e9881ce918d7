"""Real catalog documents and the portal's whole list preview cleanly, or say which record fails and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvesters.model import Source
from harvesters.preview import Preview, preview

pytestmark = pytest.mark.data
#: What is rightly refused of the document that lacks an id and a title.
LACKING = [("no-id", "simple test title"), ("no-title", "Test-0002")]
#: File, type that is recognised, records, and (code, record) of what is rightly refused.
EXPECTED = [
    ("datajson/arm.data.json", "datajson", 3, []),
    ("datajson/geospatial.data.json", "datajson", 2, []),
    ("datajson/usda.gov.data.json", "datajson", 3, []),
    ("datajson/missing-identifier-title.data.json", "datajson", 1, LACKING),
    ("dcat/catalog.rdf", "dcat", 2, []),
    ("dcat/catalog_pod.jsonld", "dcat", 1, []),
    ("dcat/dataset.rdf", "dcat", 1, []),
    ("dcat/dataset_afs.ttl", "dcat", 1, []),
    ("dcat/dataset_deri.ttl", "dcat", 1, []),
    ("dcat/dataset_multilingual.ttl", "dcat", 1, []),
    ("dcat/ckan_full_dataset_dcat_ap.json", "ckan", 1, []),
    ("iso19139/dataset-invalid.xml", "iso19139", 0, [("iso-structure", "test-dataset")]),
    ("iso19139/dataset1.xml", "iso19139", 1, []),
    ("iso19139/service1.xml", "iso19139", 1, []),
    ("iso19139/wales1.xml", "iso19139", 1, []),
]  # fmt: skip


def shown(path: Path, **options: str | int) -> Preview:
    return preview(Source("real", "", str(path), options=options))


@pytest.mark.parametrize(("name", "kind", "records", "errors"), EXPECTED)
def test_a_real_document_is_recognised_and_read(
    name: str, kind: str, records: int, errors: list[tuple[str, str]], real_data: Path
) -> None:
    told = shown(real_data / "catalogs" / name)
    assert (told.type, len(told.records)) == (kind, records)
    assert [(error.code, error.record) for error in told.errors] == errors
    for package in told.records:
        assert package["title"] and "<" not in package["title"]


def test_every_document_is_expected(real_data: Path) -> None:
    folder = real_data / "catalogs"
    here = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".txt"}
    assert here == {name for name, *_ in EXPECTED}


def test_the_whole_list_reads_without_one_failure(real_data: Path) -> None:
    [path] = (real_data / "portal-list-2022").glob("data_go_kr_list*.gz")
    told = shown(path)
    assert (told.type, len(told.records), told.errors) == ("portal-list", 61_359, ())
    assert not any("<br" in package["notes"] or "(NULL)" in package["notes"] for package in told.records)
    assert len({package["name"] for package in told.records}) == 61_359


@pytest.mark.parametrize(("only", "count"), [("core", 2_881), ("standard", 147), ("core,standard", 3_028)])
def test_flags_choose_entries(only: str, count: int, real_data: Path) -> None:
    [path] = (real_data / "portal-list-2022").glob("data_go_kr_list*.gz")
    assert len(shown(path, only=only).records) == count


def test_recorded_trace_answers_have_no_preview(real_data: Path) -> None:
    for path in (real_data / "ekape-xml").glob("*.xml"):
        told = shown(path)
        assert (told.type, told.records) == ("ekape", ()) and told.errors


def test_a_folder_of_real_files_gives_one_dataset_for_each(real_data: Path) -> None:
    told = shown(real_data)
    assert told.type == "files" and len(told.records) > 60 and told.errors == ()
    titles = {package["title"] for package in told.records}
    assert {"방범용CCTV 정보", "119안전센터 현황"} <= titles
    assert any(note.code == "document" for note in told.notes)
