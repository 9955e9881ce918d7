"""The tables of the poultry trace that become datasets, and what is said of each, in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping

from harvesters.runtables import Words

#: Table → what is said of it; in the order in which they are handed over.
TABLES: Mapping[str, Words] = {
    "lots": Words(
        "낳고 깨고 잡고 포장한 로트",
        "Lots that were laid, hatched, slaughtered and packed",
        "달, 단계, 축종, 단위, 그 일을 한 곳의 시군구마다 한 행입니다.",
        "One row for each month, step, kind, unit and 시군구 of who did it.",
        "로트 수, 마리·개(EA), kg(KGM). 유효숫자 두 자리",
        "lots, pieces (EA), kilograms (KGM); two significant digits",
    ),
    "movements": Words(
        "이동",
        "Movements",
        "달, 보낸 곳의 업종, 축종, 단위, 보낸 곳의 시군구마다 한 행입니다.",
        "One row for each month, trade of the giver, kind, unit and 시군구 of the giver.",
        "이동 수, 마리·개(EA), kg(KGM). 유효숫자 두 자리",
        "movements, pieces (EA), kilograms (KGM); two significant digits",
    ),
    "inspections": Words(
        "검사",
        "Inspections",
        "달, 검사 항목, 판정, 농장의 시군구마다 한 행입니다.",
        "One row for each month, item, verdict and 시군구 of the farm.",
        "검사 수(유효숫자 두 자리), 농장 수",
        "inspections (two significant digits), farms",
    ),
    "recalls": Words(
        "회수",
        "Recalls",
        "회수와, 회수되는 물건에 찍힌 번호마다 한 행입니다. 누가 가지고 있는지는 싣지 않습니다.",
        "One row for each recall and each code on goods that it reaches; nobody who has them is told.",
        "번호, 날짜, 까닭, 할 일",
        "codes, dates, reasons, what to do",
    ),
    "stock": Words(
        "농장의 마릿수와 가축 조사",
        "Live birds at farms beside the count of animals",
        "축종과 시군구마다 한 행입니다. 달의 끝에 농장에 있던 것입니다.",
        "One row for each kind and 시군구: what stood at farms at the end of the month.",
        "마리(이력은 유효숫자 두 자리), 농장 수, 비율",
        "heads (of the trace two significant digits), farms, shares",
    ),
    "drill": Words(
        "회수 훈련",
        "Nightly drill of recalls",
        "하루가 한 행이며 농장들의 합입니다. 농장은 밝히지 않고, 다섯이 안 되면 수를 싣지 않습니다.",
        "One row for each day, the sum over its farms: none is named, and fewer than five are not told.",
        "로트 수, 초, 비율(0–1)",
        "lots, seconds, shares (0–1)",
    ),
}
_RULE_KO = (
    "수는 서로 다른 사업자 다섯 이상에서 나온 것만 있습니다. 그보다 적은 시군구는 시도의 나머지나 그 밖에 들어가며, "
    "다른 수에서 빼도 알 수 없습니다. 끝나고 신고 기한이 지난 달만 있습니다. "
    "한 번 실은 수는 다섯 사업자 이상의 수가 함께 새로워질 때만 고칩니다."
)
_RULE_EN = (
    "No number stands on fewer than five businesses, nor does a difference of numbers: smaller 시군구 join the rest of "
    "their 시도, or what is elsewhere. Only months are told that are over and fully reported. "
    "A number that was told changes when it is new of five businesses or more at once."
)
_HOW_KO = "계산 방법과 열의 뜻: docs/explanation/trace.md."
_HOW_EN = "How it was made: docs/explanation/trace.md."
#: Tables that count nobody, or no months.
_WITHOUT_RULE = ("recalls", "drill")


def notes(name: str, known_at: str) -> str:
    """The notes of a table that holds as of a moment."""
    words = TABLES[name]
    rule_ko, rule_en = ("", "") if name in _WITHOUT_RULE else (f"{_RULE_KO}\n", f"{_RULE_EN}\n")
    korean = f"{words.rows_ko}\n단위: {words.unit_ko}. 기준 시각: {known_at}.\n{rule_ko}{_HOW_KO}"
    english = f"{words.en}. {words.rows_en}\nUnit: {words.unit_en}. Known at: {known_at}.\n{rule_en}{_HOW_EN}"
    return f"{korean}\n\n{english}"
