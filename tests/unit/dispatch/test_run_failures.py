"""A government that can't be computed says why, and the others go on."""

from __future__ import annotations

from pathlib import Path
from typing import Never

import pytest
from country_makers import country
from test_run import rows_of

from govinnov.dispatch.run import step
from govinnov.dispatch.run.run import run


def _broken(*_: object) -> Never:
    raise ZeroDivisionError("no land")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country(tmp_path_factory.mktemp("failures") / "in", centres=[(1000, 2000), (5100, 900)])


def test_a_fault_in_one_government_is_told_and_the_others_are_as_ever(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(made, tmp_path / "whole", ["99", "99010", "99020"])
    monkeypatch.setattr(step, "modelled", _broken)  # provinces alone come here
    told = run(made, tmp_path / "part", ["99", "99010", "99020"])
    assert (whole["computed"], told["governments"], told["computed"]) == (3, 3, 2)
    reasons = {one["post"]: one["reason"] for one in told["not_computed"] if one["code"] == "99"}
    assert set(reasons) == {"119-centre", "police-station"}
    assert "ZeroDivisionError: no land (test_run_failures.py:" in reasons["119-centre"]
    assert {"code": "step-failed", "count": 1} in told["findings"]
    failed = rows_of(tmp_path / "part" / "governments" / "99" / "facts.csv", post="119-centre")
    assert {row["status"] for row in failed} == {"not-computed"} and all(row["reason"] for row in failed)
    for name in ("facts.csv", "golden-time.csv"):
        city = Path("governments", "99010", name)
        assert (tmp_path / "part" / city).read_bytes() == (tmp_path / "whole" / city).read_bytes()


def test_a_failed_step_is_tried_again(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(step, "modelled", _broken)
        run(made, tmp_path, ["99"], more=("plans", "maps"))
    assert run(made, tmp_path, ["99"], more=("plans", "maps"))["computed"] == 1
