"""Repeated keys are found whatever their number, in memory and on disk, and also when codes collide."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

from govinnov.gate.model import Table
from govinnov.gate.validate import duplicates, validate
from govinnov.gate.validate.duplicates import Duplicates


@pytest.mark.parametrize("spill_rows", [10, 10_000_000])
def test_rows_that_share_a_code_are_found(spill_rows: int) -> None:
    source = np.random.default_rng(7)
    codes = source.integers(0, 50_000, 20_000).astype(np.uint64)
    numbers = np.arange(2, 20_002)
    with Duplicates(spill_rows) as watched:
        for start in range(0, 20_000, 1_700):
            watched.add(codes[start : start + 1_700], numbers[start : start + 1_700])
        found = watched.rows()
    values, counts = np.unique(codes, return_counts=True)
    assert found.tolist() == numbers[np.isin(codes, values[counts > 1])].tolist()


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Duplicates(5) as watched:
        watched.add(np.arange(100, dtype=np.uint64), np.arange(100))
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_different_values_of_one_code_are_no_duplicates(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("n,m\n0.1,a\n0.10000000000000000001,b\n0.10,c\n")
    schema = {"fields": [{"name": "n", "type": "number", "constraints": {"unique": True}}, {"name": "m"}]}
    found = [one for one in validate(Table(path, ("n", "m"), 3), schema).findings if one.severity == "error"]
    assert [(one.code, one.row, one.value) for one in found] == [("unique-error", 4, "0.10")]


def test_a_key_is_exact_when_it_spills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "SPILL_ROWS", 1_000)
    path = tmp_path / "table.csv"
    path.write_text("a,b\n" + "".join(f"{n % 9_990},{n}\n" for n in range(10_000)))
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}], "primaryKey": ["a"]}
    found = validate(Table(path, ("a", "b"), 10_000), schema).findings
    assert [(one.code, one.row) for one in found] == [("primary-key", n + 2) for n in range(9_990, 10_000)]
