"""What is said of each dataset of a dispatch run, in Korean and English: what, unit, weight, clock, method, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harvesters.runtables import Words

#: Value of the column ``weight`` → what is counted.
_WEIGHTS = {
    "electors": ("선거인(18세 이상. 거주자가 아님)", "electors (18 and older; not residents)"),
    "residents": ("주민", "residents"),
    "calls": ("신고 건수", "calls"),
    "area": ("면적", "area"),
}
_NO_WEIGHT = ("없음", "none")
_LIMITS_KO = (
    "계산값이며 실측이 아닙니다. 직선거리는 강, 산, 바다를 가로지르고, 119지역대는 센터 목록에 없으며, 읍면동 경계는 "
    "2018년 것입니다. 관서가 가깝다고 출동할 차가 있다는 뜻은 아닙니다."
)
_LIMITS_EN = (
    "Computed, not measured. Straight lines cross rivers, ridges and the sea; 119지역대 are not in the list of "
    "centres; boundaries are of 2018. That a post is near does not say that its vehicle is in."
)
_HOW_KO = "계산 방법: docs/explanation/golden-time.md. 입력 파일과 해시, 매개변수: 데이터셋 dispatch-run."
_HOW_EN = "How it was computed: docs/explanation/golden-time.md. Inputs, hashes and parameters: dataset dispatch-run."


def notes(words: Words, manifest: Mapping[str, Any], row: Mapping[str, str]) -> str:
    """The notes of a table; ``row`` is any row of it, which says weight and method."""
    weight_ko, weight_en = _WEIGHTS.get(row.get("weight", ""), _NO_WEIGHT)
    method, date, run = row.get("method", ""), manifest["reference_date"], manifest["run_id"]
    ko = f"단위: {words.unit_ko}. 가중치: {weight_ko}. 방법: {method or '-'}. 기준일: {date}. 계산 번호: {run}."
    en = f"Unit: {words.unit_en}. Weight: {weight_en}. Method: {method or '-'}. Day: {date}. Run: {run}."
    korean = "\n".join((words.rows_ko, ko, _LIMITS_KO, _HOW_KO))
    english = "\n".join((f"{words.en}. {words.rows_en}", en, _LIMITS_EN, _HOW_EN))
    return f"{korean}\n\n{english}"


def government_notes(manifest: Mapping[str, Any], row: Mapping[str, str]) -> str:
    """The notes of a government's own dataset: the same in a later run that computed the same for it."""
    weight_ko, weight_en = _WEIGHTS.get(row.get("weight", ""), _NO_WEIGHT)
    method, date = row.get("method", ""), manifest["reference_date"]
    korean = (
        "지도(읍면동별 119안전센터 2 km 안의 비율, 센터, 계획의 새 장소)와 구급대를 더 두는 계획의 증명입니다. "
        "지도는 GeoPackage와 그림으로도 내려받을 수 있습니다.\n"
        "증명은 수요 파일 instance.txt와 함께 docs/verify_placement.py나 govinnov dispatch verify로 확인합니다.\n"
        f"단위: 선거인 수, 비율(0–1), km. 가중치: {weight_ko}. 시각 구간: 접수에서 현장까지(계획). "
        f"방법: {method or '-'}. 기준일: {date}.\n{_LIMITS_KO}\n"
        "계산 방법: docs/explanation/golden-time.md, placement.md."
    )
    english = (
        "Maps (share within 2 km of a 119 centre by 읍면동, centres, new posts of the plans) and the proofs of the "
        "plans for more ambulance posts. The map can be had as GeoPackage and picture too.\n"
        "Anybody checks a proof together with instance.txt by docs/verify_placement.py or govinnov dispatch verify.\n"
        f"Unit: electors, shares (0–1), km. Weight: {weight_en}. Clock: from the call to the scene (plans). "
        f"Method: {method or '-'}. Day: {date}.\n{_LIMITS_EN}\n"
        "How it was computed: docs/explanation/golden-time.md, placement.md."
    )
    return f"{korean}\n\n{english}"


def described(name: str, radius: str) -> str:
    """What a file of a government is; ``radius`` is how far its plans' posts cover, in metres."""
    if name.startswith("plan-"):
        how = f"verify_placement.py {name} --mclp instance.txt --radius {radius}"
        return f"구급대를 더 두는 계획의 증명. 확인: {how}. The proof of a plan."
    return _FILES.get(name, "")


_FILES = {
    "map.geojson": "읍면동별 119안전센터 2 km 안의 비율, 센터, 계획의 새 장소. Shares by 읍면동, centres, new posts.",
    "zones.geojson": "119안전센터에서 몇 km(도로가 있으면 몇 분) 안의 땅. Land within km or minutes of a centre.",
    "instance.txt": "계획의 수요: 줄마다 x, y(m, EPSG:5179), 선거인. The demand of the plans.",
}


def run_notes(manifest: Mapping[str, Any]) -> str:
    """The notes of the run itself."""
    run, date, inputs = manifest["run_id"], manifest["reference_date"], len(manifest["inputs"])
    korean = (
        f"계산 번호 {run}, 기준일 {date}. manifest.json에 입력 파일 {inputs}개의 경로, SHA-256, 이용허락과 "
        "매개변수(값, 단위, 출처, 날짜), 코드와 라이브러리의 판이 있습니다. 같은 입력에서는 같은 바이트가 나옵니다.\n"
        "계산 방법: docs/explanation/golden-time.md."
    )
    english = (
        f"Run {run}, day {date}. The manifest names {inputs} input files with SHA-256 and licence, the parameters with "
        "value, unit, source and date, and the versions of code and libraries. The same inputs give the same bytes.\n"
        "How it was computed: docs/explanation/golden-time.md."
    )
    return f"{korean}\n\n{english}"
