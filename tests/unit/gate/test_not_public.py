"""What the dispatch analysis keeps from the public is held at the gate, whoever hands it in; by area it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govinnov import gate

HELD = {
    "blind spots": "government_code,cell,x,y,blind,exposure,index\n11110,다사5060,955000,1955000,1.0,0.9,90.1\n",
    "사각지대": "격자,사각지대율\n다사5060,0.9\n",
    "police by cell": "service,cell,limit_s,share\npolice,다사5060,300,0.8\n",
    "경찰 도달": "기관,경도,위도,도달률\n경찰,127.0,37.5,0.8\n",
    "police plan": "service,added,site,lon,lat,limit_s\nfire,1,7,127.0,37.5,300\npolice,1,7,127.0,37.5,300\n",
    "vehicles": "구급차번호,경도,위도,수신일시\n1호,127.0,37.5,2024-01-01 09:00\n",
    "calls": "신고시각,출동시각,도착시각\n09:27,09:28,09:33\n",
    "fire agency's calls": "DCLR_YMD,DCLR_TM,DSPT_TM,GRNDS_ARVL_TM\n20240101,092733,092811,093300\n",
}
OPEN = {
    "cameras by area": "area_code,area_name,cameras,share_50\n1101053,사직동,170,0.33\n",
    "police by area": "service,area_code,limit_s,share\npolice,1101053,300,0.8\n",
    "ambulance plan": "service,added,site,lon,lat,limit_s\nambulance,1,7,127.0,37.5,300\n",
    "police stations": "post,lon,lat\npolice-station,127.0,37.5\n",
    "buses": "버스번호,경도,위도,수신일시\n7016,127.0,37.5,2024-01-01 09:00\n",
    "ambulances by district": "시군구,구급차 대수,기준일시\n종로구,7,2024-01-01 09:00\n",
    "runs by month": "월,출동건수,평균 도착시간\n1,120,7.5\n",
}


def codes(folder: Path, text: str) -> set[str]:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    return {found.code for found in gate.check(folder / "a.csv").findings if found.severity != "info"}


@pytest.mark.parametrize("what", HELD)
def test_a_table_of_what_is_not_public_is_held(tmp_path: Path, what: str) -> None:
    assert "detail-not-public" in codes(tmp_path, HELD[what])


@pytest.mark.parametrize("what", OPEN)
def test_the_same_by_area_and_what_looks_alike_is_not(tmp_path: Path, what: str) -> None:
    assert "detail-not-public" not in codes(tmp_path, OPEN[what])


SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "동", "type": "string"},
        {"name": "total", "type": "integer", "govinnov:least-group": 5},
        {"name": "within", "type": "integer", "govinnov:least-group": 5, "govinnov:part-of": "total"},
    ],
    "missingValues": [""],
}


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ("가,10,0\n나,,\n다,10,10\n라,10,5\n", []),
        ("가,4,0\n", ["total", "within"]),
        ("가,10,3\n", ["within"]),
        ("가,10,8\n", ["within"]),
    ],
)
def test_a_group_of_one_to_four_and_what_is_left_of_one_is_held(tmp_path: Path, rows: str, fields: list[str]) -> None:
    (tmp_path / "a.csv").write_text("동,total,within\n" + rows, encoding="utf-8")
    verdict = gate.check(tmp_path / "a.csv", schema=SCHEMA)
    assert [found.field for found in verdict.findings if found.code == "group-too-small"] == fields
    assert isinstance(verdict, gate.Quarantined) == bool(fields)
