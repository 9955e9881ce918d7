"""A second run into the same folder computes only what changed, and writes the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from country_makers import country, lonlat, table

from govinnov.dispatch.run.run import run


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".steps/")}


def keys_of(folder: Path) -> dict[str, str]:
    return {one.stem: json.loads(one.read_text())["key"] for one in (folder / ".steps").iterdir()}


def ages_of(folder: Path) -> dict[str, int]:
    return {one.stem: one.stat().st_mtime_ns for one in (folder / ".steps").iterdir()}


def test_a_run_over_kept_steps_writes_the_same_bytes_and_computes_none(tmp_path: Path) -> None:
    made = country(tmp_path / "in", centres=[(1000, 2000), (5100, 900)])
    table(made / "i.csv", "장비종류,위도,경도", [("방범", *reversed(lonlat(40 * at, 1000))) for at in range(40)])
    run(made, tmp_path / "out")
    first, ages = bytes_of(tmp_path / "out"), ages_of(tmp_path / "out")
    run(made, tmp_path / "out")
    assert bytes_of(tmp_path / "out") == first
    assert ages_of(tmp_path / "out") == ages


def test_only_governments_whose_inputs_changed_are_computed_again(tmp_path: Path) -> None:
    """A pharmacy in the county: the county and the province are computed again, the city is not."""
    made = country(tmp_path / "in")
    run(made, tmp_path / "out")
    before = keys_of(tmp_path / "out")
    table(made / "g.csv", "종별코드명,주소,x좌표,y좌표", [("약국", "군 다로 1", *lonlat(7000, 2000))])
    run(made, tmp_path / "out")
    after = keys_of(tmp_path / "out")
    assert {code for code in after if after[code] != before[code]} == {"99", "99020"}
    run(made, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_a_kept_step_that_was_damaged_is_computed_again(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    run(made, tmp_path / "out")
    first = bytes_of(tmp_path / "out")
    (tmp_path / "out" / ".steps" / "99010.json").write_text("{", encoding="utf-8")
    run(made, tmp_path / "out")
    assert bytes_of(tmp_path / "out") == first


def test_what_an_earlier_run_left_of_a_government_is_deleted(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    run(made, tmp_path / "out", ["99010"], more=("maps",))
    folder = tmp_path / "out" / "governments" / "99010"
    assert (folder / "map.png").exists()
    (tmp_path / "out" / "mine.txt").write_text("kept", encoding="utf-8")
    run(made, tmp_path / "out", ["99010"])
    assert not list(folder.glob("map.*"))
    assert (folder / "facts.csv").exists()
    assert (tmp_path / "out" / "mine.txt").exists()
