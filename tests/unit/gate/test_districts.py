"""Legal district codes: which existed when, as the project's list and an operator's table tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from govinnov import gate
from govinnov.gate.districts import DistrictsError, DistrictTable, load_districts, shipped
from govinnov.gate.rules import RULES_VERSION, rules_version

TABLE = "code,name,valid_from,valid_to\n{}"


def table(tmp_path: Path, lines: str) -> DistrictTable:
    path = tmp_path / "districts.csv"
    path.write_text(TABLE.format(lines), encoding="utf-8")
    return load_districts(path)


def codes(tmp_path: Path, cells: str, day: str, districts: DistrictTable | None = None) -> list[str | None]:
    path = tmp_path / "file.csv"
    path.write_text(f"법정동코드,데이터기준일자\n{cells},{day}\n", encoding="utf-8")
    found = gate.check(path, districts=districts).findings
    return [one.value for one in found if one.code == "district-code-unknown"]


@pytest.mark.parametrize(
    ("code", "day", "known"),
    [
        ("4811010100", "2009-12-31", True),
        ("4811010100", "2010-07-01", True),
        ("4811010100", "2010-07-02", False),
        ("48110", "2015-01-01", False),
        ("2817010100", "2019-01-01", False),
        ("2817710100", "2019-01-01", True),
        ("2817710100", "2018-01-01", False),
        ("1111010100", "2021-01-01", True),
        ("3611010100", "2021-01-01", True),
        ("9999010100", "2021-01-01", False),
    ],
)
def test_the_shipped_list_knows_what_became_of_changwon_and_incheon(code: str, day: str, known: bool) -> None:
    assert bool(shipped().unknown([code], date.fromisoformat(day))) is not known


def test_the_shipped_list_says_nothing_of_codes_made_after_its_last_day() -> None:
    assert not shipped().unknown(["5111010100"], date(2024, 1, 1))
    assert not shipped().unknown(["5111010100"], None)
    assert shipped().unknown(["5111010100"], date(2020, 1, 1))
    assert shipped().unknown(["4811010100"], date(2024, 1, 1))


def test_a_file_with_an_abolished_code_is_held_and_one_of_its_day_is_not(tmp_path: Path) -> None:
    assert codes(tmp_path, "4811010100", "2015-01-01") == ["4811010100"]
    assert codes(tmp_path, "4811010100", "2009-01-01") == []


def test_an_operators_table_is_asked_at_the_finest_level_that_it_has(tmp_path: Path) -> None:
    known = table(tmp_path, "1111010100,종로구 청운동,,\n1111010200,종로구 신교동,2000-01-01,2010-01-01\n")
    assert known.unknown(["1111010100", "11110", "11", "1111000000"], date(2020, 1, 1)) == set()
    assert known.unknown(["1111010200", "1111010300", "1111"], date(2020, 1, 1)) == {"1111010200", "1111010300"}
    assert known.unknown(["1111010200", "1111010300"], None) == {"1111010300"}
    assert codes(tmp_path, "1111010300", "2030-01-01", known) == ["1111010300"]


def test_columns_of_former_codes_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "former.csv"
    path.write_text("과거법정동코드,데이터기준일자\n4811010100,2015-01-01\n", encoding="utf-8")
    assert isinstance(gate.check(path), gate.Accepted)


def test_the_lists_of_agencies_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = "법정동코드,시도명,생성일자,삭제일자\n1111010100.0,서울,1988-04-23,\n2817000000.0,인천,,2018-07-01\n"
    path.write_bytes(lines.encode("cp949"))
    assert load_districts(path).unknown(["28170", "1111010100"], date(2020, 1, 1)) == {"28170"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "no column 'code'"),
        ("code\n", "lists no code"),
        ("code\n123\n", "line 2: '123' is no district code"),
        ("code,valid_to\n11,2020\n", "line 2: '2020' is no day"),
        ("code,valid_to\n11,어제\n", "line 2: '어제' is no day"),
    ],
)
def test_a_wrong_table_gets_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "districts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DistrictsError, match=told):
        load_districts(path)
    with pytest.raises(DistrictsError, match="can't be read"):
        load_districts(tmp_path / "none.csv")


def test_another_table_is_another_rules_version(tmp_path: Path) -> None:
    assert rules_version(districts=table(tmp_path, "11,서울,,\n")) != RULES_VERSION
    assert rules_version(districts=shipped()) == RULES_VERSION
