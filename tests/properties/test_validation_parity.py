"""The accelerator and frictionless say the same of every file: random schemas, random cells, random text."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validation_strategies import files

from govinnov.gate.model import Schema, Table
from govinnov.gate.validate import accelerator, authority

LONG = bool(os.environ.get("GOVINNOV_LONG"))
EXAMPLES = 100_000 if LONG else 300


def spoken(report: Report) -> list[tuple[Any, ...]]:
    """What must be equal: the ordered list of (type, row, field, cell, note)."""
    names = ["type", "rowNumber", "fieldNumber", "fieldName", "cell", "note"]
    assert not report.errors
    return [tuple(row) for row in report.flatten(names)]


def outcome(run: Any, table: Table, schema: Schema) -> Any:
    """The errors, or the kind of crash, or None where the accelerator leaves the table to frictionless."""
    try:
        report = run(table, schema)
    except authority.CRASHES as crash:
        return type(crash).__name__
    return None if report is None else spoken(report)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parity") / "table.csv"


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=files())
def test_the_accelerator_says_what_frictionless_says(path: Path, file: tuple[Schema, str, str, int]) -> None:
    schema, delimiter, text, header_row = file
    path.write_bytes(text.encode())
    table = Table(path, tuple(field["name"] for field in schema["fields"]), 0, delimiter, header_row=header_row)
    fast = outcome(accelerator.validate, table, schema)
    assert fast is None or fast == outcome(authority.whole, table, schema)


@settings(max_examples=EXAMPLES, deadline=None)
@given(cell=st.text(alphabet="0123456789+-.eE_ nNaAiIfF\t１", max_size=20))
def test_a_number_proven_by_its_text_is_the_number_python_reads(cell: str) -> None:
    import polars as pl

    from govinnov.gate.literals import numbers

    column = pl.col("c")
    frame = pl.DataFrame({"c": [cell]}).select(i=numbers.integer_value(column), n=numbers.number_value(column))
    integer, number = frame.row(0)
    assert integer is None or integer == int(cell)
    assert number is None or number == float(Decimal(cell))
