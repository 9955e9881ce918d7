"""The guard by the clock: all plans of a government or none, said in words, and tried again by the next run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from country_makers import country, rows_of
from test_run import bytes_of

from govinnov.dispatch.cli import dispatch
from govinnov.dispatch.run.run import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = country(tmp_path_factory.mktemp("guard") / "in", centres=[(1000, 2000), (5100, 900)])
    (folder / "parameters.yaml").write_text("plans.most: {value: 2, source: test, date: 2026-01-01}", encoding="utf-8")
    return folder


def test_plans_that_take_too_long_are_not_computed_and_say_so(made: Path, tmp_path: Path) -> None:
    told = run(made, tmp_path / "out", ["99010"], more=("plans",), guard_s=0)
    (missing,) = [one for one in told["not_computed"] if one["post"] == "119-centre"]
    assert missing["reason"].startswith("guard")
    assert told["plans"] == {"solved": 0, "proven": 0, "worst_gap": None}
    assert {"code": "plans-stopped", "count": 1} in told["findings"]
    folder = tmp_path / "out" / "governments" / "99010"
    assert rows_of(folder / "plans.csv") == rows_of(folder / "posts-needed.csv") == []
    assert not (folder / "instance.txt").exists()
    assert {row["status"] for row in rows_of(folder / "facts.csv", post="119-centre")} == {"computed"}


def test_a_guard_that_is_not_needed_changes_no_byte_and_a_stopped_step_is_tried_again(
    made: Path, tmp_path: Path
) -> None:
    run(made, tmp_path / "free", ["99010"], more=("plans",))
    run(made, tmp_path / "again", ["99010"], more=("plans",), guard_s=0)
    run(made, tmp_path / "again", ["99010"], more=("plans",), guard_s=3600)
    assert bytes_of(tmp_path / "again") == bytes_of(tmp_path / "free")


def test_the_command_hands_the_guard_its_seconds(made: Path, tmp_path: Path) -> None:
    asked = ["run", "--inputs", str(made), "--out", str(tmp_path / "out"), "--workers", "1", "--guard-s", "0", "--json"]
    told = json.loads(CliRunner().invoke(dispatch, [*asked, "--no-maps"]).stdout)
    stopped = [one["code"] for one in told["not_computed"] if one["reason"].startswith("guard")]
    assert stopped == ["99", "99010", "99020"]
