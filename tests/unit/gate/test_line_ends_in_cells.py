"""A cell may hold a line end of any sort: it stays one cell of one row, whatever the file's format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from gate_makers import xls, xlsx

from govinnov.gate import check
from govinnov.gate.csvtext import csv_writer

ENDS = ["\r", "\n", "\r\n", "\r\r", "앞\r뒤"]


def rows(inside: str) -> list[list[object]]:
    return [["이름", "비고"], ["가", f"위{inside}아래"], [f"나{inside}", "둘"], ["다", "셋"]]


def objects(inside: str) -> list[dict[str, object]]:
    label, *rest = rows(inside)
    return [dict(zip(map(str, label), row, strict=True)) for row in rest]


@pytest.mark.parametrize("inside", ENDS)
def test_what_is_written_reads_back(inside: str) -> None:
    stream = io.StringIO(newline="")
    csv_writer(stream).writerows(rows(inside))
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == rows(inside)
    assert stream.getvalue().endswith("다,셋\n")


@pytest.mark.parametrize("inside", ENDS)
def test_a_workbook_keeps_its_rows(inside: str, tmp_path: Path) -> None:
    for make, name in ((xlsx, "표.xlsx"), (xls, "표.xls")):
        path = tmp_path / name
        path.write_bytes(make(rows(inside)))
        verdict = check(path)
        assert (verdict.rows, verdict.fields) == (3, ("이름", "비고")), verdict.findings
        assert "ragged-rows" not in {found.code for found in verdict.findings}


@pytest.mark.parametrize("inside", ENDS)
def test_a_list_of_objects_keeps_its_rows(inside: str, tmp_path: Path) -> None:
    path = tmp_path / "목록.json"
    path.write_text(json.dumps(objects(inside)), encoding="utf-8")
    verdict = check(path)
    assert (verdict.rows, verdict.fields) == (3, ("이름", "비고")), verdict.findings
    assert "ragged-rows" not in {found.code for found in verdict.findings}
