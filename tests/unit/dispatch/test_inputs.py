"""Inputs: told apart by what is in them, put right where that is safe, and what is wrong is said."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from country_makers import country, geojson, lonlat, table

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.inputs.codes import not_valid, read_codes
from govinnov.dispatch.inputs.districts import read_districts
from govinnov.dispatch.inputs.governments import Government, parts, read_governments
from govinnov.dispatch.inputs.stations import places, read_stations
from govinnov.dispatch.run.run import run


def test_files_are_told_apart_by_content_and_not_by_name(tmp_path: Path) -> None:
    found = {source.name: source.kind for source in read_folder(country(tmp_path / "in")).used}
    assert found == {
        "a.geojson": "districts",
        "b.json": "areas",
        "c.csv": "governments",
        "d.csv": "area-codes",
        "e.csv": "electors",
        "f.csv": "fire-stations",
    }


def test_packed_tables_and_tables_in_cp949_are_read(tmp_path: Path) -> None:
    text = "요양기관명,종별코드명,주소,x좌표,y좌표\r\n가,약국,시 가로 1,127,37\r\n".encode("cp949")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text))
    (source,) = read_folder(tmp_path).used
    assert source.kind == "addresses"
    assert [row["use"] for _, row in source.rows()] == ["약국"]


def test_what_is_no_input_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    (tmp_path / "b.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)))
    (tmp_path / "d.csv").write_bytes(b"")
    geojson(tmp_path / "e.json", [({"name": "x"}, (0, 0, 1, 1))])
    assert read_folder(tmp_path).used == []


def test_an_agency_names_its_files_and_columns(tmp_path: Path) -> None:
    table(tmp_path / "s.csv", "센터,소재지,X좌표,Y좌표,좌표계", [("가", "시 가로 1", 950_000, 1_950_000, "EPSG:5179")])
    (tmp_path / "inputs.yaml").write_text(
        "reference_date: 2026-01-01\nfiles:\n  - {path: s.csv, kind: fire-stations, licence: KOGL-1,"
        " columns: {name: 센터, address: 소재지, x: X좌표, y: Y좌표, crs: 좌표계}}\n  - {path: gone.csv}\n",
        encoding="utf-8",
    )
    folder = read_folder(tmp_path)
    (source,) = folder.of("fire-stations")
    assert (folder.reference_date, source.licence) == ("2026-01-01", "KOGL-1")
    assert [(one.code, one.file) for one in folder.findings] == [("file-not-there", "gone.csv")]
    assert places(read_stations([source], [])).round(3).tolist() == [[950_000, 1_950_000]]


@pytest.mark.parametrize("text", ["files: [1]", "files:\n  - {kind: x}", "[]"])
def test_a_list_of_inputs_without_paths_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "inputs.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_folder(tmp_path)
    assert refused.value.code == "bad-inputs"


def test_faults_of_stations_are_told_with_file_and_line(tmp_path: Path) -> None:
    lon, lat = lonlat(0, 0)
    table(
        tmp_path / "a.csv",
        "119안전센터명,주소,구분,위도,경도",
        [
            ("가", "시 가로 1", "", lat, lon),
            ("가", "시  가로 1", "", lat, lon),
            ("나", "시 가로 2", "", lon, lat),
            ("다", "시 가로 3", "", 0, 0),
            ("라", "시 가로 4", "폐지", lat, lon),
            ("마", "시 가로 5", "기동순찰대", lat, lon),
        ],
    )
    table(
        tmp_path / "b.csv",
        "119안전센터명,주소,위도,경도",
        [("가", "시 가로 1", lat + 0.01, lon), ("나", "시 가로 2", lat, lon)],
    )
    findings: list = []
    found = read_stations(read_folder(tmp_path).of("fire-stations"), findings)
    assert [(one.name, one.place is None) for one in found] == [("가", False), ("나", False), ("다", True)]
    assert [(one.code, one.file, one.line) for one in findings] == [
        ("station-repeated", "a.csv", 3),
        ("coordinates-swapped", "a.csv", 4),
        ("coordinates-outside", "a.csv", 5),
        ("station-closed", "a.csv", 6),
        ("station-not-fixed", "a.csv", 7),
        ("coordinates-disagree", "b.csv", 2),
    ]


def test_a_province_is_summed_from_its_governments_and_districts_of_nobody(tmp_path: Path) -> None:
    governments = read_governments(read_folder(country(tmp_path / "in")).of("governments"), [])
    assert parts(governments[0], governments, ["99010", "99020", "99030", "88010"]) == [
        ("99010",),
        ("99020",),
        ("99030",),
    ]
    assert parts(governments[1], governments, ["99010"]) == [("99010",)]


def test_codes_have_a_first_and_a_last_day(tmp_path: Path) -> None:
    rows = [
        ("2317000000.0", "인천", "남구", "", "", "1988-04-23", "2018-07-01"),
        ("2817700000.0", "인천", "미추홀구", "", "", "2018-07-01", ""),
        ("2817710100.0", "인천", "미추홀구", "숭의동", "", "2018-07-01", "2019-01-01"),
    ]
    table(tmp_path / "a.csv", "법정동코드,시도명,시군구명,읍면동명,리명,생성일자,삭제일자", rows)
    codes = read_codes(read_folder(tmp_path).of("legal-codes"))
    old, new = (
        Government(code, code, "인천", False, (code,), ("list.csv", line))
        for line, code in ((2, "23170"), (3, "28177"))
    )
    ended = {day: list(not_valid([old, new], codes, day)) for day in ("2018-06-30", "2018-07-01")}
    assert {day: [(one.file, one.line) for one in told] for day, told in ended.items()} == {
        "2018-06-30": [("list.csv", 3)],
        "2018-07-01": [("list.csv", 2)],
    }


def test_a_government_without_a_boundary_says_why_and_the_others_go_on(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    text = (made / "c.csv").read_text(encoding="utf-8-sig")
    (made / "c.csv").write_text(text + "기초,도,새시,99030,99030,5\n", encoding="utf-8")
    told = run(made, tmp_path / "out")
    assert (told["governments"], told["computed"]) == (4, 3)
    assert {one["code"] for one in told["findings"]} >= {"code-unknown"}
    assert [one["reason"][:6] for one in told["not_computed"] if one["code"] == "99030"] == ["경계나 선거"] * 2


def test_without_electors_and_areas_there_are_still_figures_of_grade_d(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    for name in ("b.json", "d.csv", "e.csv"):
        (made / name).unlink()
    told = run(made, tmp_path / "out")
    assert told["computed"] == 3
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["missing"][:3] == [
        "areas",
        "electors",
        "area-codes",
    ]
    lines = (tmp_path / "out" / "distances.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[-3] for line in lines[1:] if "119-centre" in line] == ["D", "D", "D"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("kind: fire", "unknown-kind"),
        ("kind: fire-stations", "missing-column"),
        ("kind: fire-stations, columns: {name: 센터, address: 없는열}", "missing-column"),
    ],
)
def test_an_entry_with_an_unknown_kind_or_column_is_refused(tmp_path: Path, entry: str, code: str) -> None:
    table(tmp_path / "s.csv", "센터,소재지", [("가", "시 가로 1")])
    (tmp_path / "inputs.yaml").write_text(f"files:\n  - {{path: s.csv, {entry}}}\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_stations(read_folder(tmp_path).of("fire-stations"), [])
    assert refused.value.code == code


@pytest.mark.parametrize("electors", [-1, 10.5, "많음", "NaN", None])
def test_a_weight_that_is_no_whole_number_is_told_and_counts_as_nothing(tmp_path: Path, electors: object) -> None:
    geojson(tmp_path / "a.json", [({"sgg": "99010", "POPU_ALL": electors}, (0, 0, 1, 1))])
    findings: list = []
    (found,) = read_districts(read_folder(tmp_path).of("districts"), findings).values()
    assert found.electors == 0
    assert [(one.code, one.file) for one in findings] == [("bad-weight", "a.json 99010")]


def test_braces_in_names_and_broken_packages_do_not_stop_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"features": [{"properties": {"name": "{"}}]}', encoding="utf-8")
    assert read_folder(tmp_path).used == []
    (tmp_path / "b.csv.gz").write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(InputError) as refused:
        read_folder(tmp_path)
    assert (refused.value.code, refused.value.file) == ("unreadable", "b.csv.gz")


def test_a_folder_that_can_not_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        run(country(tmp_path / "in"), tmp_path / "out", ["99010"])
    assert refused.value.code == "unwritable"


def test_without_stations_each_row_says_so(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    (made / "f.csv").unlink()
    told = run(made, tmp_path / "out", more=("plans", "maps"))
    assert (told["governments"], told["computed"]) == (3, 0)
    assert {one["reason"][:2] for one in told["not_computed"]} == {"관서"}
    assert told["plans"]["solved"] == 0
