"""Ways that are taken for their speed say what the plain ones say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from trace_reports import pipe

from govinnov.gate.parts import Part
from govinnov.trace.epcis.canonical import text_of
from govinnov.trace.feeds.laying import Laid, laid
from govinnov.trace.store.staging import NULL, as_json, line
from govinnov.trace.store.staging import _plain as kept

ODD = '"\\\x00\t\n\x1f\x7f\x80\xa0·ÿĀ\u3000가\ud800\uffff\U00010000 a'


@settings(max_examples=300, deadline=None)
@given(some.text(some.sampled_from(ODD), max_size=12))
def test_a_content_is_kept_as_json_writes_it_in_ascii(odd: str) -> None:
    form = {"a": odd}
    assert kept(text_of(form)) == as_json(form)


def test_a_line_of_copy_tells_signs_of_its_own_apart() -> None:
    assert line(1, None, "a\\b\tc", "d\ne\rf", "가").split("\t") == ["1", NULL, r"a\\b\tc", r"d\ne\rf", "가"]


@pytest.mark.parametrize("name", ["연습가게", "가게, 둘", '"가게"', " 가게", "가게 ", "\u3000가게", "가\t게"])
def test_a_pipe_record_is_laid_out_as_a_table_writes_it(name: str, tmp_path: Path) -> None:
    record = pipe("mtrace-trade", serial="T1", taker_name=name)
    (tmp_path / "feed.txt").write_text(record, encoding="utf-8")
    (table,) = laid(tmp_path / "feed.txt", "mtrace", tmp_path)
    assert isinstance(table, Laid)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([table.labels, [cell.strip() for cell in record.split("|")]])
    assert table.path.read_bytes().decode("utf-8-sig") == text.getvalue()


@pytest.mark.parametrize("held", [frozenset[int](), frozenset({3}), frozenset({2, 3, 4})])
def test_a_part_tells_the_same_rows_by_columns(held: frozenset[int]) -> None:
    part = Part(
        pl.DataFrame({"a": ["1", None, "3"], "b": [None] * 3}, schema={"a": pl.String, "b": pl.String}), 2, held
    )
    rows, columns = part.columns()
    cells = [column or [None] * len(rows) for column in columns]
    assert list(zip(rows, zip(*cells, strict=True), strict=True)) == list(part.records())
