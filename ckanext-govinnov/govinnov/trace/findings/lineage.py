"""Finding codes of look-ups: what is not known."""

from __future__ import annotations

from govinnov.trace.findings.model import Code

CODES: tuple[Code, ...] = (
    Code(
        "lot-not-known",
        "warning",
        "'{value}'은(는) 신고된 것이 없습니다.",
        "Nothing is reported of '{value}'.",
        "번호를 다시 보세요. 맞다면 아직 신고되지 않았을 수 있습니다.",
        "Look at the code again; if it is right, it may not be reported yet.",
        "0823M3FSD2",
    ),
    Code(
        "date-needed",
        "warning",
        "'{value}'만으로는 어느 날의 것인지 알 수 없습니다.",
        "'{value}' does not say of which day it is.",
        "껍데기의 앞 네 자리(월·일)를 함께 적으세요.",
        "Type the first four signs on the shell (month and day) too.",
        "M3FSD",
    ),
    Code(
        "origin-not-reported",
        "warning",
        "'{value}'이(가) 어디서 왔는지 신고가 없습니다.",
        "Nothing reported says where '{value}' came from.",
        "신고를 기다리거나 판매한 곳에 물어보세요.",
        "Wait for the report, or ask where it was sold.",
        "도축 신고만 있는 닭고기",
    ),
    Code(
        "event-id-conflict",
        "warning",
        "이벤트 번호 {value}에 서로 다른 내용이 있습니다. 둘 다 따릅니다.",
        "The event id {value} has more than one content; all of them are followed.",
        "보낸 곳에 어느 것이 맞는지 물어보세요.",
        "Ask the sender which one is right.",
        "같은 eventID, 다른 수량",
    ),
    Code(
        "corrective-not-known",
        "warning",
        "정정 이벤트 {value}이(가) 아직 오지 않았습니다.",
        "The corrective event {value} has not come yet.",
        "정정한 이벤트를 보내 달라고 하세요.",
        "Ask the sender for the event that corrects the void one.",
        "correctiveEventIDs가 가리키는 이벤트가 없음",
    ),
    Code(
        "corrective-void",
        "warning",
        "정정 이벤트 {value}도 잘못되었다고 신고되었습니다.",
        "The corrective event {value} was declared to be wrong itself.",
        "무엇이 맞는지 새 이벤트로 보내 달라고 하세요.",
        "Ask the sender to say what is right in a new event.",
        "정정한 이벤트를 다시 취소함",
    ),
    Code(
        "void-of-unknown",
        "warning",
        "이벤트 {value}을(를) 취소한다는 신고가 왔지만 그런 이벤트가 온 적이 없습니다.",
        "The event {value} was declared to be wrong, but it never came.",
        "번호가 맞는지, 원래 이벤트를 보냈는지 보낸 곳에 물어보세요.",
        "Ask the sender whether the id is right and whether the original was sent.",
        "없는 eventID를 가리키는 errorDeclaration",
    ),
    Code(
        "make-cycle",
        "warning",
        "'{value}' 등 {lots:,}개가 서로에게서 만들어진 것으로 신고되었습니다.",
        "'{value}' and others, {lots:,} in all, are reported to have been made of each other.",
        "신고한 곳에 어느 이벤트가 틀렸는지 물어보고 정정하게 하세요.",
        "Ask who reported them which event is wrong, and have it corrected.",
        "포장 A에서 B를, B에서 A를 만들었다는 신고",
    ),
    Code(
        "answer-cut",
        "warning",
        "'{value}'에서 가까운 {limit:,}곳까지만 따라갔습니다. 더 있습니다.",
        "Only the {limit:,} holdings nearest to '{value}' were followed; there are more.",
        "다음 쪽(next)을 이어서 보세요.",
        "Ask for the next page (next).",
        "수천 곳으로 나간 달걀",
    ),
)
