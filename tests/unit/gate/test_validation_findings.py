"""What frictionless says becomes findings of the same names, whichever way the report was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from govinnov.gate.codes import CODES
from govinnov.gate.model import Schema, Table
from govinnov.gate.validate import authority, report, validate

MakeTable = Callable[..., Table]


@pytest.fixture
def make_table(tmp_path: Path) -> MakeTable:
    """Write text, and give it as a table whose labels are those of its first line."""

    def make(text: str, name: str = "table.csv", **dialect: object) -> Table:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        labels = tuple(text.split("\n", 1)[0].strip().split(str(dialect.get("delimiter", ","))))
        return Table(path, labels, max(text.count("\n") - 1, 0), **dialect)

    return make


def schema_of(*fields: dict[str, object], **more: object) -> Schema:
    return {"fields": list(fields), "missingValues": [""], **more}


ID = {"name": "id", "type": "integer", "constraints": {"unique": True}}
NAME = {"name": "name", "type": "string", "constraints": {"enum": ["a", "b"]}}


def test_a_valid_table_has_no_findings_and_a_report_with_its_rows(make_table: MakeTable) -> None:
    validated = validate(make_table("id,name\n1,a\n2,b\n"), schema_of(ID, NAME))
    assert (validated.valid, validated.findings) == (True, ())
    assert validated.report["tasks"][0]["stats"]["rows"] == 2


def test_every_error_is_a_finding_with_row_field_and_value(make_table: MakeTable) -> None:
    validated = validate(make_table("id,name\n1,a\nx,b\n1,c\n"), schema_of(ID, NAME))
    seen = [(one.code, one.row, one.field, one.value) for one in validated.findings]
    assert seen == [
        ("type-error", 3, "id", "x"),
        ("constraint-error", 4, "name", "c"),
        ("unique-error", 4, "id", "1"),
    ]
    assert all(one.severity == "error" for one in validated.findings)
    assert "3행" in validated.findings[0].message_ko
    assert "Row 3" in validated.findings[0].message_en


def test_row_numbers_count_title_rows_above_the_header(make_table: MakeTable) -> None:
    table = make_table("title\nid,name\n1,a\nx,a\n", header_row=2)
    validated = validate(Table(table.path, ("id", "name"), 2, header_row=2), schema_of(ID, NAME))
    assert [one.row for one in validated.findings] == [4]


def test_a_crash_of_frictionless_holds_the_file(make_table: MakeTable) -> None:
    number = {"name": "n", "type": "number", "constraints": {"unique": True}}
    validated = validate(make_table("n\nsNaN\n"), schema_of(number))
    assert (validated.valid, [one.code for one in validated.findings]) == (False, ["validator-failed"])
    assert validated.report["valid"] is False


def test_a_dialect_that_our_checks_do_not_read_is_held(make_table: MakeTable) -> None:
    validated = validate(make_table("id§name\n1§a\n", delimiter="§"), schema_of(ID, NAME))
    assert [one.code for one in validated.findings] == ["validator-failed"]


def test_the_report_never_names_the_folder_of_the_machine(make_table: MakeTable, tmp_path: Path) -> None:
    for text in ("id,name\n1,a\n", "id,name\nx,a\n"):
        assert str(tmp_path) not in str(validate(make_table(text), schema_of(ID, NAME)).report)


def test_a_limit_of_errors_stops_where_frictionless_stops(make_table: MakeTable) -> None:
    table = make_table("id,name\n" + "x,a\n" * 50)
    validated = validate(table, schema_of(ID, NAME), limit_errors=7)
    whole = authority.whole(table, schema_of(ID, NAME), limit_errors=7)
    assert len(validated.findings) == 7
    assert validated.report["tasks"][0]["warnings"] == whole.tasks[0].warnings


def test_more_errors_than_frictionless_lists_by_default_are_all_reported(make_table: MakeTable) -> None:
    validated = validate(make_table("id,name\n" + "x,a\n" * 1_500), schema_of(ID, NAME))
    assert len(validated.report["tasks"][0]["errors"]) == len(validated.findings) == 1_500


def test_foreign_keys_point_into_other_tables(make_table: MakeTable) -> None:
    stations = (make_table("id,name\n1,a\n2,b\n", "stations.csv"), schema_of(ID, NAME))
    key = {"fields": ["id"], "reference": {"resource": "stations", "fields": ["id"]}}
    table = make_table("id,name\n1,a\n7,b\n")
    validated = validate(table, schema_of(ID, NAME, foreignKeys=[key]), references={"stations": stations})
    assert [(one.code, one.row) for one in validated.findings] == [("foreign-key", 3)]
    alone = validate(table, schema_of(ID, NAME, foreignKeys=[key]))
    assert alone.valid is False


def test_an_error_is_described_as_frictionless_describes_it(make_table: MakeTable) -> None:
    schema = schema_of(ID, NAME, {"name": "third"}, primaryKey=["id"])
    table = make_table("id,name,,name\n1,a,,\nx,b\n,\n1,c,3,4,5\n1\n\n")
    errors = authority.whole(table, schema).tasks[0].errors
    assert len({error.type for error in errors}) >= 8
    for error in errors:
        assert report.error_descriptor(error) == error.to_descriptor()


def test_every_error_that_validation_can_report_has_a_code_of_its_name() -> None:
    from frictionless.checks import baseline

    opening = [
        frictionless.errors.SourceError,
        frictionless.errors.SchemeError,
        frictionless.errors.FormatError,
        frictionless.errors.EncodingError,
        frictionless.errors.CompressionError,
        frictionless.errors.SchemaError,
        frictionless.errors.FieldError,
        frictionless.errors.DialectError,
        frictionless.errors.ResourceError,
    ]
    assert {error.type for error in (*baseline.Errors, *opening)} <= set(CODES)
