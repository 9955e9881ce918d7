"""Foreign keys across the resources of a dataset: followed as frictionless follows them, or held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from frictionless import Package

from govinnov import gate
from govinnov.gate.cli import gate as command
from govinnov.gate.package import load_package
from govinnov.gate.schema import SchemaError

ATTRIBUTES = ("type", "rowNumber", "fieldName", "fieldNumber", "cell", "note")
SITES = "번호,이름\n1,중앙공원\n2,수변공원\n"
VALUES = "시설,값\n1,10\n3,20\n,30\n"


def key(fields: Any, resource: str, named: Any) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": resource, "fields": named}}


def fields(*columns: tuple[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in columns]


SITE_FIELDS = fields(("번호", "integer"), ("이름", "string"))
VALUE_FIELDS = fields(("시설", "integer"), ("값", "integer"))


def package(folder: Path, *resources: tuple[str, str, dict[str, Any] | None]) -> Path:
    """A data package on disk: names, CSV texts and schemas."""
    described = []
    for number, (name, text, schema) in enumerate(resources):
        (folder / f"file{number}.csv").write_text(text, encoding="utf-8")
        entry = {"name": name, "path": f"file{number}.csv", "encoding": "utf-8"}
        described.append(entry | ({"schema": schema} if schema else {}))
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "x", "resources": described}, ensure_ascii=False), encoding="utf-8")
    return path


def check(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    ended = CliRunner().invoke(command, ["check", *map(str, arguments), "--json"])
    assert ended.exit_code != 2, ended.output
    files: list[dict[str, Any]] = json.loads(ended.stdout)["files"]
    return ended.exit_code, files


def errors(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(error.get(name) for name in ATTRIBUTES) for task in report["tasks"] for error in task["errors"]]


XY = fields(("x", "integer"), ("y", "integer"))
PQ = fields(("p", "integer"), ("q", "integer"))

CASES = {
    "a value that the other resource lacks": [
        ("sites", SITES, {"fields": SITE_FIELDS, "primaryKey": "번호"}),
        ("values", VALUES, {"fields": VALUE_FIELDS, "foreignKeys": [key("시설", "sites", "번호")]}),
    ],
    "two columns": [
        ("a", "x,y\n1,2\n3,4\n", {"fields": fields(("x", "integer"), ("y", "integer"))}),
        (
            "b",
            "p,q\n1,2\n1,4\n,\n,2\nz,2\n",
            {
                "fields": fields(("p", "integer"), ("q", "integer")),
                "foreignKeys": [key(["p", "q"], "a", ["x", "y"])],
            },
        ),
    ],
    "the table itself": [
        (
            "tree",
            "id,parent\n1,\n2,1\n3,9\n",
            {"fields": fields(("id", "integer"), ("parent", "integer")), "foreignKeys": [key("parent", "", "id")]},
        )
    ],
    "the table itself by its name": [
        (
            "tree",
            "id,parent\n1,\n2,1\n3,9\n",
            {"fields": fields(("id", "integer"), ("parent", "integer")), "foreignKeys": [key("parent", "tree", "id")]},
        )
    ],
    "a circle": [
        (
            "a",
            "x,y\n1,5\n",
            {"fields": fields(("x", "integer"), ("y", "integer")), "foreignKeys": [key("y", "b", "q")]},
        ),
        (
            "b",
            "p,q\n2,6\n",
            {"fields": PQ, "foreignKeys": [key("p", "a", "x")]},
        ),
    ],
    "a resource named table, and another type": [
        ("table", "x,y\n01,1\n", {"fields": fields(("x", "string"), ("y", "integer"))}),
        (
            "b",
            "p,q\n1,6\n",
            {"fields": PQ, "foreignKeys": [key("p", "table", "x")]},
        ),
    ],
    "errors of other kinds beside": [
        ("a", "x,y\n1,1\n1,2\n", {"fields": fields(("x", "integer"), ("y", "integer")), "primaryKey": ["x"]}),
        (
            "b",
            "p,q\nz,6\n2\n1,1\n",
            {"fields": PQ, "foreignKeys": [key("p", "a", "x")]},
        ),
    ],
}


@pytest.mark.parametrize("resources", CASES.values(), ids=CASES)
def test_foreign_keys_have_the_errors_that_frictionless_has(tmp_path: Path, resources: Any) -> None:
    path = package(tmp_path, *resources)
    theirs = Package(str(path)).validate(limit_errors=0).to_descriptor()
    assert theirs["tasks"]
    status, files = check("--schema", path)
    assert [errors(file["report"]) for file in files] == [errors({"tasks": [task]}) for task in theirs["tasks"]]
    assert status == (0 if theirs["valid"] else 1)


def test_files_are_checked_beside_the_others_of_their_package(tmp_path: Path) -> None:
    path = package(tmp_path, *CASES["a value that the other resource lacks"])
    (tmp_path / "new").mkdir()
    newer = tmp_path / "new" / "file0.csv"
    newer.write_text(SITES + "3,새공원\n", encoding="utf-8")
    status, (first, second) = check(newer, tmp_path / "file1.csv", "--schema", path)
    assert (status, first["path"]) == (0, str(newer))
    assert second["references"] == {"sites": first["sha256"]}
    status, (only,) = check(tmp_path / "file1.csv", "--schema", path)
    assert status == 1
    assert [found["code"] for found in only["findings"]] == ["foreign-key"]


def test_the_other_resource_may_be_cp949_with_blank_rows_or_without_a_schema(tmp_path: Path) -> None:
    path = package(tmp_path, ("sites", "", None), CASES["a value that the other resource lacks"][1])
    (tmp_path / "file0.csv").write_bytes((SITES + "3,새공원\n,\n").encode("cp949"))
    assert check(tmp_path / "file1.csv", "--schema", path)[0] == 0


def test_names_that_frictionless_would_not_take_work_as_well(tmp_path: Path) -> None:
    columns = fields(("번호", "integer"), ("상위", "integer"), ("시설", "integer"))
    keys = [key("상위", "가지 나무", "번호"), key("시설", "공원 시설", "번호"), key("시설", "resource-0", "번호")]
    (tmp_path / "tree.csv").write_text("번호,상위,시설\n1,,1\n2,1,2\n3,9,3\n", encoding="utf-8")
    (tmp_path / "sites.csv").write_text(SITES, encoding="utf-8")
    sites = gate.Reference(tmp_path / "sites.csv", "sites.csv")
    references = {"공원 시설": sites, "resource-0": sites}
    schema = {"fields": columns, "foreignKeys": keys}
    verdict = gate.check(tmp_path / "tree.csv", schema=schema, own="가지 나무", references=references)
    assert [(found.code, found.row) for found in verdict.findings] == [("foreign-key", 4)] * 3
    told = " ".join(found.message_en for found in verdict.findings)
    assert all(f'lookup table "{name}"' in told for name in ("가지 나무", "공원 시설", "resource-0"))


def test_a_resource_that_is_missing_or_no_table_holds_what_points_to_it(tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    file.write_text(VALUES, encoding="utf-8")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    schema = {"fields": VALUE_FIELDS, "foreignKeys": [key("시설", "시설", "번호")]}
    for references in ({}, {"시설": gate.Reference(empty, "empty.csv")}):
        verdict = gate.check(file, schema=schema, references=references)
        assert isinstance(verdict, gate.Quarantined)
        assert [found.code for found in verdict.findings] == ["reference-missing"]
        assert verdict.references == ()


@pytest.mark.parametrize(
    ("resources", "told"),
    [
        ([{"path": "a.csv"}], "every resource needs a name"),
        ([{"name": "a", "path": "/a.csv"}], "one path below"),
        ([{"name": "a", "path": "../a.csv"}], "one path below"),
        ([{"name": "a", "path": "http://a/a.csv"}], "one path below"),
        ([{"name": "a", "path": ["a.csv", "b.csv"]}], "one path below"),
        ([{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}], "two resources are named"),
        ([{"name": "a", "path": "a.csv", "schema": {"fields": 3}}], "resource 'a': The schema is not"),
    ],
)
def test_a_package_that_cannot_be_used_is_told_why(tmp_path: Path, resources: Any, told: str) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    with pytest.raises(SchemaError, match=told):
        load_package(path)


def test_a_file_that_the_package_does_not_know_is_a_mistake_of_usage(tmp_path: Path) -> None:
    path = package(tmp_path, *CASES["a circle"])
    stranger = tmp_path / "stranger.csv"
    stranger.write_text("a,b\n1,2\n", encoding="utf-8")
    ended = CliRunner().invoke(command, ["check", str(stranger), "--schema", str(path)])
    assert ended.exit_code == 2
    assert "no resource of the package" in " ".join(ended.output.split())
