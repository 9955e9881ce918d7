"""A table read once for all steps comes to what it comes to when each step reads it by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validation_strategies import files

from govinnov.gate import once, pipeline
from govinnov.gate.decide import Outcome
from govinnov.gate.model import Schema, Table
from govinnov.gate.rows import reader
from govinnov.gate.screen import DEFAULT_SCREEN
from govinnov.gate.structure import Outline, outline

#: What the screen, the structure and our own checks find something in.
TELLING = ["900101-1234567", "010-1234-5678", "합계", "=1+1", "대외비", "※ 주", "", "a\x00b", "１２３", "Total"]


def outcome(table: Table, schema: Schema, workdir: Path) -> Outcome:
    return pipeline.check_table(table, pipeline.Request(schema=schema), workdir)


def told(found: Outcome) -> Any:
    """Everything but the seconds it took."""
    report = found.report or {"tasks": []}
    tasks = [task | {"stats": task["stats"] | {"seconds": 0}} for task in report["tasks"]]
    stats = report.get("stats", {}) | {"seconds": 0}
    return found.table, found.schema, found.findings, report | {"tasks": tasks, "stats": stats}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("once")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=files(), rows=st.lists(st.lists(st.sampled_from(TELLING), max_size=4), max_size=6), odd=st.booleans())
def test_one_reading_tells_the_same(
    folder: Path, file: tuple[Schema, str, str, int], rows: list[list[str]], odd: bool
) -> None:
    schema, delimiter, text, _ = file
    width = len(schema["fields"])
    more = [row if odd else (row + [""] * width)[:width] for row in rows]
    path = folder / "table.csv"
    path.write_bytes((text + "".join(delimiter.join(row) + "\n" for row in more)).encode())
    table = Table(path, (), 0, delimiter)
    at_once = told(outcome(table, schema, folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(once, "read", lambda *_: None)
        assert at_once == told(outcome(table, schema, folder))


def test_one_reading_of_many_batches_tells_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema: Schema = {
        "fields": [
            {"name": "번호", "type": "integer", "constraints": {"unique": True}},
            {"name": "비고", "type": "string"},
        ]
    }
    cells = [f"{number % 997},{TELLING[number % 4] if number % 50 == 0 else '가'}" for number in range(3_000)]
    path = folder / "many.csv"
    path.write_text("번호,비고\n" + "\n".join(cells) + "\n", encoding="utf-8")
    table = Table(path, (), 0)
    whole = told(outcome(table, schema, folder))
    monkeypatch.setattr(reader.batches, "__kwdefaults__", {"width": None, "size": 1_000})
    assert once.read(cast(Outline, outline(table)), schema, None, DEFAULT_SCREEN) is not None
    assert told(outcome(table, schema, folder)) == whole
