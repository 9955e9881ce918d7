"""Accepted means loadable; the order of rows changes nothing but row numbers; memory and time stay bounded."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frictionless import Schema as FrictionlessSchema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validation_strategies import cells, fields

from govinnov.gate import canonical
from govinnov.gate.canonical.types import text
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.validate import validate

EXAMPLES = 20_000 if os.environ.get("GOVINNOV_LONG") else 200
COLUMNS = ["위도", "경도", "설치일자", "길이"]


@st.composite
def regular(draw: st.DrawFn, labels: list[str]) -> tuple[Schema, list[list[str]]]:
    """A schema and rows of the right width for it."""
    schema: Schema = {"fields": [draw(fields(label)) for label in labels], "missingValues": [""]}
    row = st.tuples(*(cells(field) for field in schema["fields"])).map(list)
    return schema, draw(st.lists(row, max_size=8))


def table_of(path: Path, schema: Schema, rows: list[list[str]]) -> Table:
    labels = tuple(field["name"] for field in schema["fields"])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([labels, *rows])
    path.write_bytes(out.getvalue().encode())
    return Table(path, labels, len(rows))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("properties") / "table.csv"


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=regular(["a", "b"]))
def test_what_is_accepted_loads_and_its_canonical_text_reads_back(
    path: Path, made: tuple[Schema, list[list[str]]]
) -> None:
    schema, rows = made
    table = table_of(path, schema, rows)
    if any(one.severity == "error" for one in validate(table, schema).findings):
        return
    frame = canonical.frame(table, schema)
    assert frame.height == len(rows)
    for field, column in zip(FrictionlessSchema.from_descriptor(schema).fields, frame.get_columns(), strict=True):
        plain: dict[str, Any] = {"name": field.name, "type": field.type}
        reader = FrictionlessSchema.from_descriptor({"fields": [plain]}).fields[0].create_cell_reader()
        for value in column.drop_nulls():
            assert "\x00" not in str(value)
            if field.type in ("integer", "number", "date", "datetime", "time", "boolean", "year", "yearmonth"):
                assert reader(text(value))[1] is None


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=regular(COLUMNS), data=st.data())
def test_a_permutation_of_rows_gives_the_same_findings(
    path: Path, made: tuple[Schema, list[list[str]]], data: st.DataObject
) -> None:
    schema, rows = made
    for field in schema["fields"]:
        field.get("constraints", {}).pop("unique", None)  # which of two equal rows is the repeated one is order itself
    shuffled = data.draw(st.permutations(rows))
    assert _without_rows(path, schema, rows) == _without_rows(path, schema, shuffled)


def _without_rows(path: Path, schema: Schema, rows: list[list[str]]) -> Counter[Finding]:
    found = validate(table_of(path, schema, rows), schema).findings
    return Counter(replace(one, row=None, message_ko="", message_en="") for one in found)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = [_peak_mib(_long_table(tmp_path, rows)) for rows in (200_000, 1_600_000)]
    assert peaks[1] < peaks[0] + 150, peaks


def _long_table(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.csv"
    numbers = pl.int_range(rows, eager=True)
    pl.DataFrame({"a": numbers, "b": numbers.cast(pl.String) + "동", "c": numbers / 7}).write_csv(path)
    return path


def _peak_mib(path: Path) -> float:
    """Peak memory of a process that validates a table of a, b, c with a unique a."""
    code = """if True:
        import resource, sys
        from pathlib import Path
        from govinnov.gate.model import Table
        from govinnov.gate.validate import validate
        a = {"name": "a", "type": "integer", "constraints": {"unique": True}}
        schema = {"fields": [a, {"name": "b", "type": "string"}, {"name": "c", "type": "number"}]}
        assert validate(Table(Path(sys.argv[1]), ("a", "b", "c"), 0), schema).valid
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    """
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return float(done.stdout)
