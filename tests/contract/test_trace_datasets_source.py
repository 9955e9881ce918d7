"""Tables of the trace as a source: made just before they are read; nothing of a rehearsal, and nothing that is half."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from contract_examples import EXAMPLES
from harvest_bench import Bench

from harvesters.model import Source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tables"
    made.mkdir()
    EXAMPLES["trace-datasets"].serve(None, made)  # type: ignore[arg-type]
    return made


def told(folder: Path, **more: object) -> None:
    path = folder / "tables.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **more}), encoding="utf-8")


def test_each_table_is_a_dataset_with_unit_moment_and_rule(bench: Bench, folder: Path) -> None:
    bench.add("trace-datasets", str(folder), "trace")
    assert bench.run("trace").added == 3
    packages = {one["name"]: one for one in bench.sink.datasets.values()}
    assert set(packages) == {"trace-lots", "trace-recalls", "trace-drill"}
    notes = packages["trace-lots"]["notes"]
    assert all(word in notes for word in ("단위:", "Unit:", "2026-09-20T00:00:00Z", "다섯 이상", "fewer than five"))
    assert "2026-09-20" in packages["trace-drill"]["notes"]


def test_tables_of_a_rehearsal_are_refused(bench: Bench, folder: Path) -> None:
    told(folder, rehearsal=True)
    bench.add("trace-datasets", str(folder), "trace")
    result = bench.run("trace")
    assert (result.state, [one.code for one in result.errors]) == ("failed", ["rehearsal-tables"])


def test_a_table_that_is_not_the_one_that_is_listed_fails_the_job_and_nothing_goes_missing(
    bench: Bench, folder: Path
) -> None:
    bench.add("trace-datasets", str(folder), "trace")
    bench.run("trace")
    (folder / "lots.csv").write_text("half", encoding="utf-8")
    result = bench.run("trace")
    assert (result.state, [one.code for one in result.errors]) == ("failed", ["table-altered"])
    (folder / "tables.json").write_text("{", encoding="utf-8")
    assert [one.code for one in bench.run("trace").errors] == ["no-tables"]
    assert not bench.sink.archived


def test_what_a_source_lists_is_made_just_before_it_is_read(bench: Bench, folder: Path) -> None:
    listed = (folder / "tables.json").read_text(encoding="utf-8")
    (folder / "tables.json").unlink()
    asked: list[str] = []

    def make(source: Source) -> None:
        asked.append(source.name)
        (folder / "tables.json").write_text(listed, encoding="utf-8")

    bench.add("trace-datasets", str(folder), "trace")
    engine = dataclasses.replace(bench.engine, makers={"trace-datasets": make})
    assert (engine.run("trace").added, asked) == (3, ["trace"])
