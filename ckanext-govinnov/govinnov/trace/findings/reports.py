"""Finding codes of reports that do not add up: a steward asks, and no record is refused."""

from __future__ import annotations

from govinnov.trace.findings.model import Code

_ASK_KO = "신고한 곳에 수량을 확인하고 틀린 신고를 정정하게 하세요."
_ASK_EN = "Ask who reported it for the right number, and have the wrong report corrected."

CODES: tuple[Code, ...] = (
    Code(
        "eggs-unbalanced",
        "warning",
        "'{value}'의 처리와 폐기를 더한 수가 받은 수와 다릅니다({sizes}).",
        "Of '{value}', eggs handled and discarded are not those received ({sizes}).",
        _ASK_KO,
        _ASK_EN,
        "받음 100, 처리 98, 폐기 1",
    ),
    Code(
        "more-out-than-in",
        "warning",
        "'{value}'은(는) {came}이(가) 들어왔는데 {gone}이(가) 나갔습니다.",
        "Of '{value}', {came} came in and {gone} went out.",
        _ASK_KO,
        _ASK_EN,
        "30,000개를 받아 31,000개를 포장",
    ),
    Code(
        "heads-unbalanced",
        "warning",
        "'{value}'은(는) {came}마리가 들어왔는데 폐사와 출하를 더하면 {gone}마리입니다.",
        "Of '{value}', {came} birds came, and {gone} died or left.",
        "폐사와 출하 마릿수를 확인하게 하세요.",
        "Have the numbers of dead and shipped birds checked.",
        "입식 10,000, 폐사 100, 출하 9,951",
    ),
    Code(
        "weight-unlikely",
        "warning",
        "'{value}'은(는) 한 마리에 {each} kg입니다. 보통 {least}–{most} kg으로 봅니다(가정한 범위).",
        "'{value}' weighs {each} kg a bird; {least}–{most} kg is taken as usual (an assumed band).",
        "마릿수와 무게 가운데 틀린 것을 확인하게 하세요.",
        "Have the number of birds and the weight checked.",
        "닭 9,900마리에 33,000 kg",
    ),
    Code(
        "laid-before-flock",
        "warning",
        "'{value}'은(는) {laid}에 낳았다는데 닭은 {came}에 들어왔습니다.",
        "'{value}' was laid on {laid}, but its hens came on {came}.",
        "산란일과 입식일을 확인하게 하세요.",
        "Have the laying date and the day on which the hens came checked.",
        "산란일 8월 1일, 입식일 8월 3일",
    ),
    Code(
        "laid-after-report",
        "warning",
        "'{value}'의 산란일 {laid}이(가) 신고한 날 {reported}보다 늦습니다.",
        "'{value}' carries the laying date {laid}, after it was reported on {reported}.",
        "껍데기에 다음 날짜를 찍었는지 확인하게 하세요.",
        "Have it checked whether a later date was printed on the shells.",
        "8월 1일에 신고한 0802…",
    ),
    Code(
        "housing-not-certified",
        "warning",
        "'{value}'의 사육 환경 {housing}은(는) 농장의 {kind} 인증과 맞지 않습니다.",
        "The housing {housing} of '{value}' does not agree with its farm's certificate ({kind}).",
        "인증이 끝났는지, 번호가 틀렸는지 확인하게 하세요.",
        "Have it checked whether the certificate has ended or the mark is wrong.",
        "동물복지 인증 농장의 사육 환경 4",
    ),
    Code(
        "time-order",
        "warning",
        "'{value}'은(는) 들어오기 전에 나간 것으로 신고되었습니다.",
        "'{value}' is reported to have left before it came.",
        "두 신고의 시각을 확인하게 하세요.",
        "Have the times of the two reports checked.",
        "9시에 포장, 6시에 출고",
    ),
    Code(
        "report-overdue",
        "warning",
        "'{value}'의 다음 신고가 법정 5일을 {days}일 넘겼습니다.",
        "The next report of '{value}' is {days} days over the legal five.",
        "받은 곳에 신고를 재촉하세요.",
        "Remind who got it to report.",
        "선별포장업체로 간 뒤 소식이 없는 달걀",
    ),
    Code(
        "robot-same-counts",
        "warning",
        "{value}의 신고 수가 7일 넘게 똑같습니다(점수 {score}).",
        "{value} reports the same count on seven days or more in a row (score {score}).",
        "실제로 세어 신고하는지 물어보세요. 기록은 그대로 받습니다.",
        "Ask whether it is counted; the records stand.",
        "날마다 20,123개",
    ),
    Code(
        "robot-same-split",
        "warning",
        "{value}의 크기별 비율이 7일 넘게 똑같습니다(점수 {score}).",
        "{value} reports the same shares of sizes on seven days or more in a row (score {score}).",
        "실제로 선별해 세는지 물어보세요. 기록은 그대로 받습니다.",
        "Ask whether the eggs are graded and counted; the records stand.",
        "날마다 왕란 5.2 %, 특란 42.3 %, …",
    ),
    Code(
        "robot-round",
        "warning",
        "{value}의 신고 수가 거의 다 10의 배수입니다(점수 {score}).",
        "Nearly all counts of {value} are tens (score {score}).",
        "어림해서 신고하는지 물어보세요. 기록은 그대로 받습니다.",
        "Ask whether they are estimates; the records stand.",
        "9,130 / 8,870 / 9,020",
    ),
)
