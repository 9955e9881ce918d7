"""What a dispatch run hands over, and what it keeps: by government, by table, and never what is for stewards."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from harvest_bench import Bench

from govinnov.dispatch.run import columns
from govinnov.dispatch.run.table import Table
from harvesters import runtables
from harvesters.errors import AbortJobError
from harvesters.runfolder import read_run, run_id

MANIFEST = {"reference_date": "2022-03-09", "synthetic": False, "inputs": []}
#: Of a run: what is wrong with its inputs is told by count in the manifest; cells that no camera sees are for stewards.
KEPT = {columns.FINDINGS.name, columns.BLIND_SPOTS.name}


def manifest(**changed: object) -> str:
    told = {**MANIFEST, **changed}
    return json.dumps({"run_id": run_id(told), **told})


def write(path: Path, header: str, *rows: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A province and two governments, with plans, and what only stewards see."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest(), encoding="utf-8")
    write(folder / "golden-time.csv", "government_code,weight,method", "99010,electors,straight line")
    for code, name in (("99", "가온도"), ("99010", "가온시"), ("99020", "나루군")):
        own = folder / "governments" / code
        write(own / "facts.csv", "government_code,government_name,weight,method", f"{code},{name},electors,roads")
        write(own / "plans.csv", "government_code,weight,radius_m", f"{code},electors,1540")
        (own / "map.geojson").write_text("{}", encoding="utf-8")
        (own / "map.gpkg").write_bytes(b"SQLite format 3\0")
        (own / "instance.txt").write_text("0 points\n", encoding="utf-8")
        (own / "plan-01.json.gz").write_bytes(gzip.compress(b"{}"))
        write(folder / "stewards" / code / "blind-spots.csv", "cell,blind", "다사1234,1.0")
    return folder


def test_every_table_that_a_run_publishes_is_handed_over_with_words() -> None:
    written = {one.name for one in vars(columns).values() if isinstance(one, Table)}
    assert set(runtables.TABLES) == written - KEPT


def test_titles_name_the_government_and_notes_say_the_method_in_both_languages(bench: Bench, run: Path) -> None:
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    packages = {package["name"]: package for package in bench.sink.datasets.values()}
    assert set(packages) == {
        "dispatch-golden-time", "dispatch-run", *(f"dispatch-government-{code}" for code in ("99", "99010", "99020")),
    }  # fmt: skip
    assert "가온도 가온시" in packages["dispatch-government-99010"]["title"]
    notes = packages["dispatch-golden-time"]["notes"]
    for word in ("단위", "가중치", "시각 구간", "방법: straight line", "기준일: 2022-03-09", run_id(MANIFEST)):
        assert word in notes
    assert all(word in notes for word in ("Unit", "Weight", "clock", "Method", "Computed, not measured"))


def test_what_is_for_stewards_or_made_from_the_map_is_not_handed_over(bench: Bench, run: Path) -> None:
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    names = {one["name"] for package in bench.sink.datasets.values() for one in package["resources"]}
    assert names == {"golden-time.csv", "manifest.json", "map.geojson", "instance.txt", "plan-01.json.gz"}


def test_each_file_says_what_it_is_and_how_a_proof_is_checked(bench: Bench, run: Path) -> None:
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    (own,) = (one for one in bench.sink.datasets.values() if one["name"] == "dispatch-government-99010")
    described = {one["name"]: one["description"] for one in own["resources"]}
    assert all(described.values())
    assert "plan-01.json.gz --mclp instance.txt --radius 1540" in described["plan-01.json.gz"]


def test_proofs_whose_demand_is_an_agency_s_own_calls_stay_here(bench: Bench, run: Path) -> None:
    write(run / "governments" / "99010" / "plans.csv", "government_code,weight", "99010,calls")
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    (own,) = (one for one in bench.sink.datasets.values() if one["name"] == "dispatch-government-99010")
    assert [one["name"] for one in own["resources"]] == ["map.geojson"]


def test_a_changed_government_shows_only_its_own_dataset_changed(bench: Bench, run: Path) -> None:
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    bench.sink.delivered.clear()
    (run / "governments" / "99020" / "map.geojson").write_text('{"other": 1}', encoding="utf-8")
    (run / "manifest.json").write_text(manifest(missing=["areas"]), encoding="utf-8")
    result = bench.run("dispatch")
    assert (result.changed, result.unchanged) == (3, 2)
    assert sorted(bench.sink.delivered) == ["golden-time", "government-99020", "run"]


def test_a_folder_without_a_finished_run_fails_and_nothing_goes_missing(bench: Bench, run: Path) -> None:
    bench.add("dispatch-run", str(run), "dispatch")
    bench.run("dispatch")
    (run / "manifest.json").write_text("{", encoding="utf-8")
    result = bench.run("dispatch")
    assert (result.state, [error.code for error in result.errors]) == ("failed", ["no-run"])
    assert not bench.sink.archived
    with pytest.raises(AbortJobError):
        read_run(run)


def test_a_manifest_that_was_altered_fails_the_job(bench: Bench, run: Path) -> None:
    told = json.loads(manifest(synthetic=True))
    (run / "manifest.json").write_text(json.dumps({**told, "synthetic": False}), encoding="utf-8")
    bench.add("dispatch-run", str(run), "dispatch")
    result = bench.run("dispatch")
    assert (result.state, [error.code for error in result.errors]) == ("failed", ["manifest-altered"])


@pytest.mark.parametrize("told", [{"inputs": [{"synthetic": True}]}, {}])
def test_one_made_up_input_or_table_marks_the_whole_run(bench: Bench, run: Path, told: dict[str, object]) -> None:
    (run / "manifest.json").write_text(manifest(**told), encoding="utf-8")
    if not told:
        write(run / "golden-time.csv", "government_code,weight,method", "99010,electors,SYNTHETIC straight line")
    assert read_run(run).is_synthetic


@pytest.mark.parametrize("hidden", [False, True])
def test_a_synthetic_run_says_so_in_every_title_whatever_its_files_are_called(
    bench: Bench, run: Path, hidden: bool
) -> None:
    (run / "manifest.json").write_text(manifest(synthetic=True), encoding="utf-8")
    if not hidden:
        for path in [path for path in run.rglob("*") if path.is_file()]:
            path.rename(path.with_name(f"SYNTHETIC-{path.name}"))
    bench.add("dispatch-run", str(run), "dispatch")
    result = bench.run("dispatch")
    assert result.added == 5
    assert all(package["title"].startswith("SYNTHETIC-") for package in bench.sink.datasets.values())


def test_the_weight_of_a_table_is_read_from_its_rows(run: Path) -> None:
    with (run / "golden-time.csv").open(encoding="utf-8", newline="") as stream:
        assert read_run(run).first_row("golden-time.csv") == next(csv.DictReader(stream))
