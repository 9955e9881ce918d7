"""A government that can't be computed says why, and the others go on."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest
from country_makers import country, lonlat, rows_of, table

from govinnov.dispatch.errors import InputError
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


def test_rows_that_are_no_government_and_areas_without_land_are_left_out(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "in")
    with (folder / "c.csv").open("a", encoding="utf-8") as stream:
        stream.write("기초,도,시,../../x,99010,2000\n기초,도,,99030,99020,2000\n")
    document = json.loads((folder / "b.json").read_text(encoding="utf-8"))
    document["features"][0]["geometry"]["coordinates"] = []
    document["features"][1]["geometry"]["coordinates"] = [[[127, 37]]]
    (folder / "b.json").write_text(json.dumps(document), encoding="utf-8")
    with (folder / "e.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"9,가동,{'9' * 5000}\n")
    told = run(folder, tmp_path / "deep" / "out")
    assert told["governments"] == 3
    assert {"code": "government-unreadable", "count": 2} in told["findings"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "in"]


@pytest.fixture
def _csv_as_it_comes() -> Iterator[None]:
    """The csv module's own limit of a field, which the gate lifts for its process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("_csv_as_it_comes")
def test_a_table_that_breaks_off_is_refused_with_its_line(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "in")
    with (folder / "c.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"기초,도,{'가' * 200_000},99030,99020,2000\n")
    with pytest.raises(InputError) as refused:
        run(folder, tmp_path / "out")
    assert (refused.value.code, refused.value.line) == ("unreadable", 5)


@pytest.mark.usefixtures("_csv_as_it_comes")
def test_so_is_a_table_of_cameras(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "in")
    table(folder / "i.csv", "장비종류,위도,경도", [("방범", *reversed(lonlat(90, 1000))), ("가" * 200_000, 1, 1)])
    with pytest.raises(InputError) as refused:
        run(folder, tmp_path / "out")
    assert (refused.value.code, refused.value.line) == ("unreadable", 3)
