"""A schema is inferred over the whole file, loaded with clear refusals, and compared with what came."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govinnov.gate.model import Schema, Table
from govinnov.gate.schema import SchemaError, compare, infer, infer_with_findings, load, schema_sha256
from govinnov.gate.validate import validate


def table_of(tmp_path: Path, label: str, cells: list[str]) -> Table:
    path = tmp_path / "table.csv"
    path.write_text("\n".join([f"{label},other", *(f"{cell},x" for cell in cells)]) + "\n", encoding="utf-8")
    return Table(path, (label, "other"), len(cells))


@pytest.mark.parametrize(
    ("label", "cells", "kind"),
    [
        ("대수", ["1", "-2", "0", ""], "integer"),
        ("면적", ["1", "2.50", "-0.1"], "number"),
        ("설치일", ["2018-03-01", "2020-02-29"], "date"),
        ("갱신", ["2018-03-01T09:30:00", "2018-03-01 09:30:00"], "datetime"),
        ("시각", ["09:30:00", "23:59:59"], "time"),
        ("여부", ["true", "False"], "boolean"),
        ("여부", ["1", "0"], "integer"),
        ("여부", ["Y", "N"], "string"),
        ("기준연도", ["2018", "2020"], "year"),
        ("건수", ["2018", "2020"], "integer"),
        ("코드", ["011", "02"], "string"),
        ("우편번호", ["48058", "47582"], "string"),
        ("연번", ["1", "2", "3"], "integer"),
        ("일련번호", ["9", "10", "11"], "integer"),
        ("금액", ["1,000", "2,000"], "string"),
        ("값", ["1e5", "2"], "string"),
        ("값", ["+5", "2"], "string"),
        ("값", ["1_000"], "string"),
        ("값", ["１２"], "string"),
        ("값", ["NaN", "1.5"], "string"),
        ("값", ["99999999999999999999"], "string"),
        ("설치일", ["2018-3-1"], "string"),
        ("설치일", ["2018-02-30"], "string"),
        ("비어있음", ["", ""], "string"),
    ],
)
def test_a_column_gets_the_narrowest_type_of_all_its_cells(
    tmp_path: Path, label: str, cells: list[str], kind: str
) -> None:
    table = table_of(tmp_path, label, [f'"{cell}"' for cell in cells])
    schema = infer(table)
    assert schema["fields"][0] == {"name": label, "type": kind}
    assert schema["missingValues"] == [""]
    assert validate(table, schema).valid


def test_one_odd_cell_at_the_very_end_makes_the_column_text_and_is_only_told(tmp_path: Path) -> None:
    table = table_of(tmp_path, "값", [*map(str, range(30_000)), "없음"])
    inferred = infer_with_findings(table)
    assert inferred.schema["fields"][0]["type"] == "string"
    [found] = inferred.findings
    assert (found.code, found.severity, found.row, found.value) == ("cells-unlike-the-rest", "info", 30_002, "없음")


def test_a_long_file_of_nothing_but_texts_is_text(tmp_path: Path) -> None:
    schema = infer(table_of(tmp_path, "메모", ["글"] * 5_000))
    assert [field["type"] for field in schema["fields"]] == ["string", "string"]


def test_many_odd_cells_are_not_told(tmp_path: Path) -> None:
    assert infer_with_findings(table_of(tmp_path, "값", ["1", "x"] * 100)).findings == ()


def test_blank_and_repeated_labels_get_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,,a\n1,2,3\n")
    schema = infer(Table(path, ("a", "", "a"), 1))
    assert [field["name"] for field in schema["fields"]] == ["a", "field2", "a2"]


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ({"fields": []}, "no fields"),
        ({}, "not a Table Schema"),
        ({"fields": [{"name": "a", "type": "no-such"}]}, "not a Table Schema"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "not unique"),
        ({"fields": [{"name": "a", "type": "date", "format": "any"}]}, "any"),
        ({"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "("}}]}, "regular expression"),
        ({"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "x"}}]}, "minimum"),
        ({"fields": [{"name": "a", "type": "date", "constraints": {"enum": ["2018-13-01"]}}]}, "enum"),
    ],
)
def test_a_schema_that_cannot_be_held_to_is_refused_with_a_sentence(schema: Schema, sentence: str) -> None:
    with pytest.raises(SchemaError, match=sentence):
        load(schema)


def test_a_schema_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    for text, sentence in (("{", "not JSON"), ("[]", "not a JSON object")):
        path.write_text(text)
        with pytest.raises(SchemaError, match=sentence):
            load(path)
    with pytest.raises(SchemaError, match="can't be read"):
        load(tmp_path / "missing.json")
    schema = {"fields": [{"name": "설치일", "type": "date"}]}
    path.write_text(json.dumps(schema), encoding="utf-8")
    assert load(str(path)) == schema


def test_the_hash_of_a_schema_does_not_depend_on_the_order_of_its_keys() -> None:
    one = {"fields": [{"name": "가", "type": "date"}], "missingValues": [""]}
    other = {"missingValues": [""], "fields": [{"type": "date", "name": "가"}]}
    assert schema_sha256(one) == schema_sha256(other)
    assert schema_sha256(one) != schema_sha256({**one, "missingValues": ["-"]})


def test_drift_is_found_with_a_proposed_mapping() -> None:
    schema = {"fields": [{"name": name} for name in ("관리기관명", "설치연월", "WGS84위도", "WGS84경도")]}
    [found] = compare(schema, ["관리기관명", "설치년월", "위도", "경도"])
    assert (found.code, found.severity) == ("schema-drift", "error")
    assert found.fix == "설치년월 → 설치연월, 위도 → WGS84위도, 경도 → WGS84경도"
    assert compare(schema, ["관리기관명", "설치연월", "WGS84위도", "WGS84경도"]) == ()


def test_a_wholly_new_column_is_not_mapped() -> None:
    [found] = compare({"fields": [{"name": "전화번호"}]}, ["보관일수"])
    assert found.fix is None


def test_drift_keeps_to_how_the_schema_matches_fields() -> None:
    schema = {"fields": [{"name": "a"}, {"name": "b"}], "fieldsMatch": "subset"}
    assert compare(schema, ["b", "a", "c"]) == ()
    assert compare({**schema, "fieldsMatch": "equal"}, ["b", "a"]) == ()
    assert compare({**schema, "fieldsMatch": "exact"}, ["b", "a"])[0].fix == "a, b"
