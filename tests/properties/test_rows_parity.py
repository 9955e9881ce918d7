"""Batches hold exactly the rows that Python's csv reads, however the text is cut, quoted or broken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govinnov.gate.model import Table
from govinnov.gate.rows import batches, kept

SIGNS = st.sampled_from(["ab,\n", 'ab,"\n', 'ab,"\n\r', '가 ,"\r\n\x1f\x00', "a,\r\n", '",\n'])
TEXTS = SIGNS.flatmap(lambda signs: st.text(alphabet=signs, max_size=60))


@st.composite
def written(draw: st.DrawFn) -> str:
    """Text that a CSV writer wrote, perhaps without its last line end."""
    rows = draw(st.lists(st.lists(st.text(alphabet='ab,"\r\n', max_size=4), min_size=1, max_size=3), max_size=8))
    out = io.StringIO()
    csv.writer(out, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(rows)
    return out.getvalue().removesuffix(draw(st.sampled_from(["", "\n"])))


def expected(text: str, header_row: int) -> list[tuple[int, list[str]]]:
    """All rows after the header with their numbers, read by csv."""
    return list(enumerate(csv.reader(io.StringIO(text, newline="")), start=1))[header_row:]


def read(table: Table, width: int, size: int) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    for batch in batches(table, width=width, size=size):
        even = zip(batch.numbers, map(list, batch.frame.rows()), strict=True)
        rows += sorted([*even, *batch.odd])
        assert (batch.first, batch.last) == (rows[-batch.height][0], rows[-1][0])
    return rows


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows") / "table.csv"


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS | written(), st.integers(1, 2), st.integers(1, 3), st.sampled_from([1, 2, 5, 16, 1000]))
@example('a,b\n"x\r","y"\n', 1, 2, 1000)
@example('a\n""\n\n', 1, 1, 1000)
@example('a,b\n1,"open\n', 1, 2, 1000)
@example("a,b\n1,2\r3,4", 1, 2, 1000)
def test_batches_are_what_csv_reads(path: Path, text: str, header_row: int, width: int, size: int) -> None:
    path.write_bytes(text.encode())
    table = Table(path, tuple("abc"[:width]), 0, header_row=header_row)
    assert read(table, width, size) == expected(text, header_row)


def test_a_kept_table_is_read_from_memory_only_while_the_file_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("a,b\n1,2\n")
    table = Table(file, ("a", "b"), 1)
    with kept():
        first = list(batches(table))
        assert next(iter(batches(table))) is first[0]
        file.write_text("a,b\n1,2\n3,4\n")
        assert sum(batch.height for batch in batches(table)) == 2
    assert next(iter(batches(table))) is not first[0]


def test_a_row_longer_than_a_batch_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    cell = "가" * 100_000
    file.write_text(f'a,b\n"{cell}",1\n2,{cell}\n', encoding="utf-8")
    assert read(Table(file, ("a", "b"), 2), 2, 1024) == [(2, [cell, "1"]), (3, ["2", cell])]
