"""A run over a made country: figures worked out by hand, and the same bytes however it is run."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner
from country_makers import country, lonlat, rows_of, table

from govinnov.dispatch.cli import dispatch
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.run import run


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {name: data for name, data in found.items() if name != "run.log.json" and not name.startswith(".steps/")}


def test_electors_within_a_kilometre_are_those_of_the_cells_within_it(tmp_path: Path) -> None:
    """Around a post 52 cells of 250 m have their centre within 1 km, of the area's 128; the area has 1,000 electors."""
    run(country(tmp_path / "in"), tmp_path / "out")
    (city,) = rows_of(tmp_path / "out" / "facts.csv", government_code="99010", post="119-centre", radius_km="1")
    assert [city[name] for name in ("within_lo", "within", "within_hi")] == ["406", "406", "406"]
    assert (city["share"], city["total"], city["areas"], city["posts"]) == ("0.2030", "2000", "2", "1")
    assert (city["grade"], city["status"], city["reason"]) == ("C", "computed", "")


def test_the_range_is_from_evenly_spread_to_all_at_pharmacies_and_schools(tmp_path: Path) -> None:
    folder = country(tmp_path / "in")
    lon, lat = lonlat(1000, 2100)
    table(folder / "g.csv", "요양기관명,종별코드명,주소,x좌표,y좌표", [("가약국", "약국", "시 가로 1", lon, lat)])
    run(folder, tmp_path / "out")
    (city,) = rows_of(tmp_path / "out" / "facts.csv", government_code="99010", post="119-centre", radius_km="1")
    assert [city[name] for name in ("within_lo", "within", "within_hi")] == ["406", "703", "1000"]


def test_neighbours_posts_count(tmp_path: Path) -> None:
    run(country(tmp_path / "in", centres=[(4500, 2000)]), tmp_path / "out")
    (city,) = rows_of(tmp_path / "out" / "facts.csv", government_code="99010", post="119-centre", radius_km="2")
    assert city["posts"] == "0"
    assert int(city["within"]) > 0


def test_governments_sum_to_their_province(tmp_path: Path) -> None:
    run(country(tmp_path / "in", centres=[(1000, 2000), (5100, 900)]), tmp_path / "out")
    for name in ("facts", "golden-time"):
        sums: dict[tuple[str, ...], list[int]] = {}
        for row in rows_of(tmp_path / "out" / f"{name}.csv", status="computed"):
            key = tuple(row.get(part, "") for part in ("radius_km", "service", "clock", "limit_s"))
            total = int(row["within"]) * (-1 if row["government_code"] == "99" else 1)
            sums.setdefault(key, []).append(total)
        assert {(len(totals), sum(totals)) for totals in sums.values()} == {(3, 0)}


def test_more_time_is_never_less_share_and_ranges_hold_their_middle(tmp_path: Path) -> None:
    run(country(tmp_path / "in", centres=[(1000, 2000), (5100, 900)]), tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "golden-time.csv", status="computed")
    assert {int(row["within_lo"]) <= int(row["within"]) <= int(row["within_hi"]) for row in rows} == {True}
    assert {row["share"] == f"{int(row['within']) / int(row['total']):.4f}" for row in rows} == {True}
    fire = [int(row["within"]) for row in rows if row["service"] == "fire" and row["government_code"] == "99"]
    assert fire == sorted(fire)
    assert len(fire) == 2


def test_an_area_whose_code_ended_gets_its_share_of_the_district(tmp_path: Path) -> None:
    run(country(tmp_path / "in"), tmp_path / "out")
    areas = rows_of(tmp_path / "out" / "areas.csv", post="119-centre")
    assert {row["area_name"]: (row["joined"], row["total"]) for row in areas} == {
        "가동": ("code", "1000"),
        "나동": ("code", "1000"),
        "다면": ("code", "1000"),
        "라면": ("district", "1000"),
    }
    assert [row["code"] for row in rows_of(tmp_path / "out" / "findings.csv")].count("electors-without-area") == 1
    (county,) = rows_of(tmp_path / "out" / "distances.csv", government_code="99020", post="119-centre")
    assert county["grade"] == "D"


def test_police_without_coordinates_have_rows_that_say_why(tmp_path: Path) -> None:
    folder = country(tmp_path / "in")
    table(
        folder / "h.csv",
        "연번,시도청,경찰서,관서명,구분,주소",
        [(1, "도청", "시", "가", "지구대", "시 가로 1"), (2, "도청", "군", "다", "파출소", "군 다로 1")],
        "cp949",
    )
    told = run(folder, tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "golden-time.csv", service="police")
    assert {row["status"] for row in rows} == {"not-computed"}
    assert all("공개 데이터로는 계산할 수 없음" in row["reason"] for row in rows)
    assert [one["code"] for one in told["not_computed"]] == ["99", "99010", "99020"]
    assert told["computed"] == 3


def test_the_same_bytes_a_second_time_with_two_workers_and_for_one_government(tmp_path: Path) -> None:
    folder = country(tmp_path / "in", centres=[(1000, 2000), (5100, 900)])
    one_post = "plans.most: {value: 1, source: test, date: 2026-01-01}"
    (folder / "parameters.yaml").write_text(one_post, encoding="utf-8")
    run(folder, tmp_path / "one", more=("plans",))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        run(folder, tmp_path / "two", executor=executor, more=("plans",))
    with ThreadPoolExecutor(1) as executor:
        run(folder, tmp_path / "part", ["99020"], executor, more=("plans",))
    whole, part = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "part")
    assert whole == bytes_of(tmp_path / "two")
    assert part == {name: whole[name] for name in part}
    assert "governments/99020/facts.csv" in part
    assert "governments/99010/facts.csv" not in part


def test_one_synthetic_input_marks_every_file_and_every_method(tmp_path: Path) -> None:
    folder = country(tmp_path / "in")
    names = sorted(one.name for one in folder.iterdir())
    entries = [f"  - {{path: {name}, synthetic: {str(name == 'f.csv').lower()}}}" for name in names]
    (folder / "inputs.yaml").write_text("\n".join(["reference_date: 2026-01-01", "files:", *entries]), encoding="utf-8")
    told = run(folder, tmp_path / "out")
    assert told["synthetic"] is True
    assert told["reference_date"] == "2026-01-01"
    assert {Path(name).name.startswith("SYNTHETIC-") for name in bytes_of(tmp_path / "out")} == {True}
    rows = rows_of(tmp_path / "out" / "SYNTHETIC-golden-time.csv")
    assert {row["method"].startswith("SYNTHETIC") for row in rows} == {True}
    assert json.loads((tmp_path / "out" / "SYNTHETIC-manifest.json").read_text())["synthetic"] is True


def test_the_id_of_a_run_is_of_its_inputs_and_parameters(tmp_path: Path) -> None:
    folder = country(tmp_path / "in")
    first = run(folder, tmp_path / "out", ["99010"])["run_id"]
    assert run(folder, tmp_path / "out", ["99020"])["run_id"] == first
    entry = "slower: {value: 0.5, source: own count, date: 2026-01-01}"
    (folder / "parameters.yaml").write_text(entry, encoding="utf-8")
    other = run(folder, tmp_path / "out", ["99010"])["run_id"]
    assert other != first
    (folder / "f.csv").write_bytes((folder / "f.csv").read_bytes() + b"\r\n")
    assert run(folder, tmp_path / "out", ["99010"])["run_id"] not in {first, other}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("speed: {value: 1, source: x, date: 2026-01-01}", "bad-parameter"),
        ("seed: {value: 1}", "bad-parameter"),
        ("[1]", "bad-inputs"),
    ],
)
def test_parameters_without_a_known_name_or_a_source_are_refused(tmp_path: Path, entry: str, code: str) -> None:
    folder = country(tmp_path / "in")
    (folder / "parameters.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        run(folder, tmp_path / "out")
    assert refused.value.code == code


def test_the_command_prints_one_object_and_only_the_log_holds_the_clock(tmp_path: Path) -> None:
    folder = country(tmp_path / "in")
    told = CliRunner().invoke(
        dispatch,
        [
            "run",
            "--inputs",
            str(folder),
            "--out",
            str(tmp_path / "out"),
            "--workers",
            "1",
            "--no-plans",
            "--no-maps",
            "--json",
        ],
    )
    answer = json.loads(told.output)
    assert told.exit_code == 0
    assert {
        "run_id",
        "reference_date",
        "synthetic",
        "governments",
        "computed",
        "not_computed",
        "findings",
        "plans",
    } < set(answer)
    assert (answer["governments"], answer["computed"]) == (3, 3)
    assert {one["path"] for one in answer["outputs"]} == set(bytes_of(tmp_path / "out"))
    assert {"finished", "host", "workers", "seconds"} < set(json.loads((tmp_path / "out" / "run.log.json").read_text()))


def test_bad_input_ends_with_two_and_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder, code in (("empty", "missing-input"), ("nowhere", "unreadable")):
        arguments = [
            "run",
            "--inputs",
            str(tmp_path / folder),
            "--out",
            str(tmp_path / "out"),
            "--workers",
            "1",
            "--json",
        ]
        told = CliRunner().invoke(dispatch, arguments)
        assert (told.exit_code, json.loads(told.output)["error"]["code"]) == (2, code)
    made = country(tmp_path / "in")
    told = CliRunner().invoke(
        dispatch, ["run", "--inputs", str(made), "--out", str(tmp_path / "o"), "--government", "1", "--json"]
    )
    assert (told.exit_code, json.loads(told.output)["error"]["code"]) == (2, "no-such-government")


def test_codes_stand_behind_one_option_or_each_behind_its_own(tmp_path: Path) -> None:
    made, told = country(tmp_path / "in"), []
    for at, codes in enumerate(
        (["--government", "99010", "99020"], ["--government", "99010", "--government", "99020"])
    ):
        out = tmp_path / str(at)
        asked = ["run", "--inputs", str(made), "--out", str(out), *codes, "--workers", "1", "--no-maps", "--json"]
        told.append(json.loads(CliRunner().invoke(dispatch, asked).output)["outputs"])
    assert {one["path"].split("/")[1] for one in told[0] if one["path"].startswith("governments/")} == {
        "99010",
        "99020",
    }
    assert told[0] == told[1]
