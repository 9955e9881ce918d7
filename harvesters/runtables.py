"""The tables of a dispatch run that become datasets: title, rows and unit of each, in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A dataset's title and what its rows are, in both languages; ``unit`` names what the numbers are in."""

    ko: str
    en: str
    rows_ko: str
    rows_en: str
    unit_ko: str
    unit_en: str


_CLOCK_KO = "시각 구간은 열 clock이 말합니다(receipt-scene: 접수에서 현장까지, receipt-patient: 접수에서 환자까지)."
_CLOCK_EN = "The column clock says from when to when (receipt-scene: from the call to the scene)."

#: Table of a run → what is said of it; in the order in which they are handed over.
TABLES: Mapping[str, Words] = {
    "golden-time": Words(
        "골든타임 안에 닿는 비율",
        "Share reached within golden time",
        f"자치단체, 기관, 시각 구간, 한도마다 한 행입니다. {_CLOCK_KO}",
        f"One row for each government, service, clock and limit. {_CLOCK_EN}",
        "선거인 수, 비율(0–1), 초",
        "electors, shares (0–1), seconds",
    ),
    "facts": Words(
        "가까운 119안전센터·경찰관서까지 1·2·3·5 km 안의 선거인",
        "Electors within 1, 2, 3 and 5 km of the nearest post",
        "자치단체, 관서 종류, 반경마다 한 행입니다. 시각 구간은 없습니다(거리).",
        "One row for each government, kind of post and radius. There is no clock: these are distances.",
        "선거인 수, 비율(0–1), km",
        "electors, shares (0–1), km",
    ),
    "distances": Words(
        "가장 가까운 관서까지의 거리(중앙값, P90)",
        "Distance to the nearest post (median, P90)",
        "자치단체와 관서 종류마다 한 행입니다. 시각 구간은 없습니다(거리).",
        "One row for each government and kind of post. There is no clock: these are distances.",
        "km, 선거인 수",
        "km, electors",
    ),
    "areas": Words(
        "읍면동별 가장 가까운 관서까지의 거리",
        "Distance to the nearest post by 읍면동",
        "읍면동과 관서 종류마다 한 행입니다. 선거인이 5명 미만인 읍면동은 비어 있습니다. 시각 구간은 없습니다(거리).",
        "One row for each 읍면동 and kind of post; those with fewer than 5 electors are empty. There is no clock.",
        "km, 비율(0–1), 선거인 수",
        "km, shares (0–1), electors",
    ),
    "residents": Words(
        "119안전센터 가까이 사는 주민, 나이별",
        "Residents near a 119 centre, by age",
        "자치단체와 나이마다 한 행입니다. 시·도 아래의 수는 추정입니다. 시각 구간은 없습니다(거리).",
        "One row for each government and age; below the 시·도 they are estimates. There is no clock (distances).",
        "명, 비율(0–1), km",
        "residents, shares (0–1), km",
    ),
    "zones": Words(
        "119안전센터에서 몇 km, 몇 분 안의 땅",
        "Land within kilometres, or minutes, of a 119 centre",
        "자치단체와 거리(도로가 있으면 시간)마다 한 행입니다. 시간은 출발에서 현장까지(clock travel)입니다.",
        "One row for each government and distance, or time where roads are known: from wheels rolling to the scene.",
        "km², 비율(0–1), km, 초",
        "km², shares (0–1), km, seconds",
    ),
    "comparison": Words(
        "자치단체와 읍면동의 비교(P10, 중앙값, P90)",
        "Governments and areas compared (P10, median, P90)",
        f"한도와 지역 종류마다 한 행입니다. {_CLOCK_KO}",
        f"One row for each limit and kind of place. {_CLOCK_EN}",
        "비율(0–1), 곳의 수(n)",
        "shares (0–1), number of places (n)",
    ),
    "ranks": Words(
        "자치단체 순위의 범위",
        "Ranges of ranks",
        f"자치단체와 한도마다 한 행입니다. 범위가 겹치는 자치단체 사이에는 순서가 없습니다. {_CLOCK_KO}",
        f"One row for each government and limit. Governments whose ranges overlap are not ordered. {_CLOCK_EN}",
        "순위(1이 가장 높은 비율), 비율(0–1)",
        "ranks (1 is the greatest share), shares (0–1)",
    ),
    "backtest": Words(
        "모형 검증: 발표된 비율과 비교",
        "The model against published shares",
        f"비율이 발표된 지역마다 한 행입니다. 밀도만 아는 추정과 나란히 둡니다. {_CLOCK_KO}",
        f"One row for each region with a published share, beside an estimate that knows density alone. {_CLOCK_EN}",
        "비율(0–1), 오차는 %포인트",
        "shares (0–1), errors in percentage points",
    ),
    "plans": Words(
        "구급대를 더 두는 계획: 1–10곳의 효과",
        "Plans for more ambulance posts: what 1 to 10 of them cover",
        f"자치단체와 늘리는 수마다 한 행입니다. 증명은 자치단체별 데이터셋에 있습니다. {_CLOCK_KO}",
        f"One row for each government and number added; proofs stand in each government's dataset. {_CLOCK_EN}",
        "선거인 수, 비율(0–1), m",
        "electors, shares (0–1), m",
    ),
    "plan-sites": Words(
        "구급대를 더 두는 계획: 장소",
        "Plans for more ambulance posts: where",
        f"계획의 새 장소마다 한 행입니다. 지도 위의 격자점이며 팔려는 땅이 아닙니다. {_CLOCK_KO}",
        f"One row for each new place: a point of a lattice on the map, no plot on sale. {_CLOCK_EN}",
        "경도·위도(WGS 84)",
        "longitude and latitude (WGS 84)",
    ),
    "posts-needed": Words(
        "80·90·95 %에 닿는 데 필요한 구급대 수",
        "How many more ambulance posts cover 80, 90 and 95 %",
        f"자치단체와 목표마다 한 행입니다. {_CLOCK_KO}",
        f"One row for each government and target. {_CLOCK_EN}",
        "곳",
        "posts",
    ),
    "priority-areas": Words(
        "구급대 한 곳의 효과가 큰 읍면동",
        "읍면동 by what one more ambulance post adds",
        f"읍면동마다 한 행이며, 가장 좋은 한 곳이 더하는 선거인 순입니다. {_CLOCK_KO}",
        f"One row for each 읍면동, by the electors that the best single post adds. {_CLOCK_EN}",
        "선거인 수, 비율(0–1)",
        "electors, shares (0–1)",
    ),
    "cctv": Words(
        "방범카메라가 보는 면적과 선거인",
        "What cameras see of each government",
        "자치단체마다 한 행입니다. 시각 구간은 없습니다.",
        "One row for each government. There is no clock.",
        "대, 비율(0–1)",
        "cameras, shares (0–1)",
    ),
    "cctv-areas": Words(
        "읍면동별 방범카메라가 보는 면적",
        "What cameras see of each 읍면동",
        "읍면동마다 한 행입니다. 사각지대의 격자는 공개하지 않습니다. 시각 구간은 없습니다.",
        "One row for each 읍면동; cells that no camera sees are not public. There is no clock.",
        "대, km², 비율(0–1)",
        "cameras, km², shares (0–1)",
    ),
    "gazetteer": Words(
        "주소로 위치를 찾을 때의 오차",
        "How far wrong addresses are placed",
        "위치를 찾는 방법마다 한 행입니다. 위치가 알려진 119안전센터로 잰 오차입니다. 시각 구간은 없습니다.",
        "One row for each way of placing, measured on 119 centres whose place is known. There is no clock.",
        "m, 비율(0–1)",
        "m, shares (0–1)",
    ),
    "ground": Words(
        "계산 바탕: 읍면동 안에서 선거인이 있을 수 있는 곳",
        "What shares stand on: where electors of each 읍면동 may stand",
        "자치단체의 읍면동마다 한 행입니다. 관서를 더하거나 옮긴 경우를 누구나 다시 계산할 수 있습니다"
        "(govinnov dispatch what-if). 시각 구간은 없습니다.",
        "One row for each 읍면동 of a government: anybody can compute again with posts added or moved "
        "(govinnov dispatch what-if). There is no clock.",
        "선거인 수, m(EPSG:5179)",
        "electors, m (EPSG:5179)",
    ),
    "posts": Words(
        "계산에 쓴 119안전센터",
        "119 centres that were used",
        "119안전센터마다 한 행입니다. 경찰관서의 위치는 추정이라 싣지 않습니다. 시각 구간은 없습니다.",
        "One row for each 119 centre; police stations, whose places are guessed, are not in it. There is no clock.",
        "m(EPSG:5179), 경도·위도(WGS 84)",
        "m (EPSG:5179), longitude and latitude (WGS 84)",
    ),
}
