"""An accepted table's rows are typed values; what the gate does not accept has none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from govinnov.gate import canonical
from govinnov.gate.model import Table


def table_of(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return Table(path, tuple(text.split("\n", 1)[0].split(",")), text.count("\n") - 1)


TYPES = {
    "a": ("integer", "bigint", "1_000", 1000),
    "b": ("number", "numeric", "１.5", 1.5),
    "c": ("date", "date", "2018-3-1", dt.date(2018, 3, 1)),
    "d": ("datetime", "timestamp", "2018-03-01T00:00:00Z", dt.datetime(2018, 3, 1, 9)),
    "e": ("time", "time", "09:30:00", dt.time(9, 30)),
    "f": ("boolean", "boolean", "TRUE", True),
    "g": ("year", "integer", "2018", 2018),
    "h": ("yearmonth", "text", "2018-3", "2018-03"),
    "i": ("string", "text", " x ", " x "),
    "j": ("geopoint", "text", '"1,2"', "1,2"),
}
SCHEMA = {"fields": [{"name": name, "type": kind} for name, (kind, *_) in TYPES.items()]}


def test_each_type_has_its_column_and_its_postgresql_type(tmp_path: Path) -> None:
    cells = ",".join(cell for _, _, cell, _ in TYPES.values())
    table = table_of(tmp_path, f"{','.join(TYPES)}\n{cells}\n{',' * 8}z,\n")
    frame = canonical.frame(table, SCHEMA)
    assert frame.row(0) == tuple(value for *_, value in TYPES.values())
    assert frame.row(1) == (*[None] * 8, "z", None)
    assert [canonical.pg_type(field) for field in SCHEMA["fields"]] == [kind for _, kind, *_ in TYPES.values()]


def test_a_table_without_rows_still_has_its_typed_columns(tmp_path: Path) -> None:
    frame = canonical.frame(table_of(tmp_path, ",".join(TYPES) + "\n"), SCHEMA)
    assert (frame.height, frame.columns, frame.schema["a"]) == (0, list(TYPES), pl.Int64)


def test_only_the_rows_that_count_are_given(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b\n1,2\n,\n\n")
    counted = Table(table.path, table.labels, 1)
    assert canonical.frame(counted, {"fields": SCHEMA["fields"][:2]}).rows() == [(1, 2.0)]


def test_fields_matched_by_name_come_in_the_order_of_the_schema(tmp_path: Path) -> None:
    table = table_of(tmp_path, "x,b,a\n9,2.5,1\n")
    schema = {"fields": [*SCHEMA["fields"][:2], {"name": "new", "type": "date"}], "fieldsMatch": "partial"}
    assert canonical.frame(table, schema).to_dicts() == [{"a": 1, "b": 2.5, "new": None}]


@pytest.mark.parametrize("text", ["a\nx\n", "a\n99999999999999999999\n", "a\n1,2\n"])
def test_what_is_not_accepted_has_no_canonical_values(tmp_path: Path, text: str) -> None:
    with pytest.raises(canonical.NotAcceptedError):
        canonical.frame(table_of(tmp_path, text), {"fields": [{"name": "a", "type": "integer"}]})
