"""The demonstration agency's tables: invented places and values, the same on every machine and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

#: A column: its label and what stands in row ``n`` (from 0), given a seeded generator.
Column = tuple[str, Callable[[Random, int], object]]
Rows = list[list[object]]

_DAY = date(2024, 1, 2)
_PLACES = ("가온동", "나래동", "다솜동", "라온동", "마루읍", "바다면", "새벽면", "아름동")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: agency, title, columns, number of rows, and the date in its file's name."""

    agency: str
    title: str
    columns: tuple[Column, ...]
    rows: int = 60
    issued: str = "20241231"

    @property
    def stem(self) -> str:
        """The file's name without its ending, as Korean agencies write it."""
        return f"{self.agency}_{self.title}_{self.issued}"

    def labels(self) -> list[str]:
        """The header row."""
        return [label for label, _ in self.columns]

    def values(self) -> Rows:
        """The data rows, the same every time."""
        random = Random(self.title)  # noqa: S311 - made-up data, the same every time
        return [[made(random, n) for _, made in self.columns] for n in range(self.rows)]


def number(label: str, low: float, high: float, digits: int = 0) -> Column:
    """Numbers between two bounds."""

    def made(random: Random, _: int) -> object:
        value = round(random.uniform(low, high), digits)
        return int(value) if digits == 0 else value

    return label, made


def serial(label: str, form: str) -> Column:
    """Running codes: ``form`` takes the row's number from 1."""
    return label, lambda _, n: form.format(n + 1)


def one_of(label: str, words: Sequence[str]) -> Column:
    """One of some words."""
    return label, lambda random, _: random.choice(words)


def place(label: str = "읍면동명") -> Column:
    """An invented town of the demonstration city."""
    return label, lambda _, n: _PLACES[n % len(_PLACES)]


def day(label: str, step: int = 1) -> Column:
    """Dates, ``step`` days apart."""
    return label, lambda _, n: (_DAY + timedelta(days=n * step)).isoformat()


def latitude(label: str = "위도") -> Column:
    """Latitudes of the invented city, WGS84 degrees."""
    return number(label, 36.30, 36.42, 6)


def longitude(label: str = "경도") -> Column:
    """Longitudes of the invented city, WGS84 degrees."""
    return number(label, 127.30, 127.45, 6)


CITY, WATER, HEALTH, POLICE = "가온시", "가온수자원공사", "가온건강재단", "가온교통공단"

GOOD: tuple[Sheet, ...] = (
    Sheet(
        WATER,
        "하천 수질 측정 결과",
        (
            serial("측정소번호", "WQ-{:03d}"),
            place(),
            day("채수일자"),
            number("수소이온농도", 6.5, 8.4, 1),
            number("용존산소량", 5, 12, 1),
            number("총인", 0, 0.2, 3),
        ),
    ),
    Sheet(
        WATER,
        "정수장 수질 검사",
        (serial("정수장코드", "PL{:02d}"), day("검사일자"), number("탁도", 0, 0.5, 2), number("잔류염소", 0.1, 0.8, 2)),
    ),
    Sheet(
        WATER,
        "저수지 저수율",
        (serial("저수지코드", "RS-{:03d}"), place(), day("기준일자"), number("저수율", 20, 100, 1)),
    ),
    Sheet(
        WATER,
        "지하수 관측망 수위",
        (serial("관측공번호", "GW-{:03d}"), day("관측일자"), number("지하수위", 2, 40, 2), latitude(), longitude()),
    ),
    Sheet(
        HEALTH,
        "암검진 기관 현황",
        (
            serial("기관번호", "CS{:04d}"),
            serial("검진기관명", "가온검진의원 {}호점"),
            one_of("암검진종류", ("위암", "대장암", "간암", "유방암", "자궁경부암", "폐암")),
            place(),
            latitude(),
            longitude(),
        ),
    ),
    Sheet(
        HEALTH,
        "암검진 수검률",
        (
            ("기준연도", lambda _, n: 2005 + n % 20),
            one_of("암검진종류", ("위암", "대장암", "유방암")),
            number("대상자수", 1000, 9000),
            number("수검률", 30, 80, 1),
        ),
    ),
    Sheet(
        HEALTH,
        "예방접종 기관",
        (serial("기관번호", "VC{:04d}"), serial("의료기관명", "가온의원 {}호점"), place(), latitude(), longitude()),
    ),
    Sheet(
        HEALTH,
        "공중화장실 위생 점검",
        (serial("시설번호", "TL{:03d}"), place(), day("점검일자", 2), one_of("점검결과", ("적합", "보완"))),
    ),
    Sheet(
        POLICE,
        "신호등 위치",
        (
            serial("신호등관리번호", "TS-{:04d}"),
            place(),
            one_of("신호등종류", ("차량", "보행자", "자전거")),
            latitude(),
            longitude(),
        ),
        120,
    ),
    Sheet(
        POLICE,
        "도로안전시설 현황",
        (
            serial("시설번호", "RS{:04d}"),
            place(),
            one_of("시설종류", ("가드레일", "반사경", "과속방지턱")),
            latitude(),
            longitude(),
        ),
    ),
    Sheet(POLICE, "교통량 조사", (serial("지점번호", "TV{:03d}"), day("조사일자"), number("일교통량", 500, 30000))),
    Sheet(
        POLICE,
        "어린이보호구역",
        (
            serial("구역번호", "CZ{:03d}"),
            serial("대상시설명", "가온초등학교 {}분교"),
            place(),
            number("제한속도", 20, 30),
            latitude(),
            longitude(),
        ),
    ),
    Sheet(
        CITY,
        "공공와이파이 설치 현황",
        (
            serial("관리번호", "WF{:04d}"),
            place(),
            one_of("설치장소", ("공원", "정류장", "도서관")),
            latitude(),
            longitude(),
        ),
    ),
    Sheet(
        CITY,
        "가로등 위치",
        (serial("가로등번호", "SL{:05d}"), place(), number("소비전력", 50, 150), latitude(), longitude()),
        150,
    ),
    Sheet(
        CITY,
        "무인민원발급기 설치 현황",
        (
            serial("발급기번호", "KM{:02d}"),
            place(),
            one_of("설치장소", ("시청", "역", "마트")),
            latitude(),
            longitude(),
        ),
        24,
    ),
    Sheet(
        CITY,
        "대기오염 측정 결과",
        (day("측정일자"), place("측정소명"), number("미세먼지농도", 5, 90), number("초미세먼지농도", 2, 50)),
    ),
    Sheet(
        CITY,
        "공영주차장 현황",
        (
            serial("주차장관리번호", "PK{:03d}"),
            place(),
            number("주차구획수", 10, 300),
            one_of("요금정보", ("무료", "유료")),
            latitude(),
            longitude(),
        ),
        40,
    ),
    Sheet(
        CITY,
        "도서관 장서 현황",
        (serial("도서관코드", "LB{:02d}"), place(), number("장서수", 1000, 90000), number("좌석수", 20, 400)),
        16,
    ),
    Sheet(CITY, "버스정류장 위치", (serial("정류장번호", "{:05d}번"), place(), latitude(), longitude()), 100),
    Sheet(
        CITY,
        "인구 통계",
        (
            place(),
            ("기준연도", lambda _, n: 2000 + n // len(_PLACES)),
            number("세대수", 900, 9000),
            number("총인구수", 2000, 24000),
        ),
        80,
    ),
    Sheet(
        CITY,
        "전기차 충전소 현황",
        (serial("충전소번호", "EV{:03d}"), place(), one_of("충전기종류", ("급속", "완속")), latitude(), longitude()),
        50,
    ),
    Sheet(
        CITY,
        "공원 현황",
        (serial("공원관리번호", "PA{:03d}"), place(), number("공원면적", 500, 90000), latitude(), longitude()),
        36,
    ),
)
