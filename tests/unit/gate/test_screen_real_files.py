"""Real agency files: what rightly holds them, and that nothing else does."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

import pytest

from govinnov.gate.model import Finding, Table
from govinnov.gate.screen import screen_table

pytestmark = pytest.mark.data


def _text(path: Path) -> str:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp949")


def _screen(path: Path, folder: Path) -> tuple[Finding, ...]:
    copy = folder / "table.csv"
    copy.write_text(_text(path), encoding="utf-8", newline="")
    with copy.open(encoding="utf-8", newline="") as stream:
        labels = next(csv.reader(stream))
    return screen_table(Table(copy, tuple(labels), 0), {})


LANDLINE = re.compile(r"\b02-[0-9]{3,4}-[0-9]{4}\b")

#: Everything that a file of the folder is told or held for; a file not named here is told nothing.
EXPECTED = {
    "ems-yearly/ems_dispatch_17sido_2019_2023.csv": {
        ("detail-not-public", "error", None),
        ("quasi-identifiers", "confirm", "GNDR_NM"),
        ("quasi-identifiers", "confirm", "PTN_CR_NM"),
    },
    "portal-list-2022/data_go_kr_list_2022-07.csv.gz": {("formula-cell", "info", "목록설명")},
    "safety/population.csv": {("quasi-identifier-proposed", "info", "연령별")},
}


def test_every_real_table_is_held_for_what_it_should_be_and_for_nothing_else(real_data: Path, tmp_path: Path) -> None:
    paths = sorted((*real_data.rglob("*.csv"), *real_data.rglob("*.csv.gz")))
    assert len(paths) > 30
    found = {str(path.relative_to(real_data)): _screen(path, tmp_path) for path in paths}
    told = {name: {(one.code, one.severity, one.field) for one in findings} for name, findings in found.items()}
    assert {name: what for name, what in told.items() if what} == EXPECTED


@pytest.mark.parametrize(
    "name", ["cctv/seoul_standard_2019.csv", "fire-stations/소방청_119안전센터 현황_20240630.csv", "health/seoulER.csv"]
)
def test_an_agency_phone_column_never_holds_a_file_until_a_mobile_stands_in_it(
    name: str, real_data: Path, tmp_path: Path
) -> None:
    assert _screen(real_data / name, tmp_path) == ()
    planted = tmp_path / "planted.csv"
    text, replaced = LANDLINE.subn("010-1234-5678", _text(real_data / name), count=1)
    planted.write_text(text, encoding="utf-8", newline="")
    assert replaced == 1
    assert [(one.code, one.severity) for one in _screen(planted, tmp_path)] == [("mobile-phone", "confirm")]
