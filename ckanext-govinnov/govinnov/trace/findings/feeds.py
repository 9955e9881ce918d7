"""Finding codes of feeds: what is wrong with a file that an agency sends, or with one of its records."""

from __future__ import annotations

from govinnov.trace.findings.model import Code

CODES: tuple[Code, ...] = (
    Code(
        "feed-unknown",
        "error",
        "산란·포장·거래·도축·입식 신고 가운데 어느 것인지 머리글로 알 수 없습니다.",
        "The header is of none of the reports of laying, packing, trade, slaughter or placing.",
        "이력 문서에 있는 열 이름(한글이나 영어)을 첫 줄에 적으세요.",
        "Put the names of the columns, Korean or English, that the reference page lists into the first line.",
        "날짜,번호,수량",
    ),
    Code(
        "feed-not-permitted",
        "error",
        "게이트가 이 표를 통째로 붙들었습니다. 아무것도 싣지 않았습니다.",
        "The gate holds this table as a whole. Nothing of it was loaded.",
        "함께 나온 게이트의 지적을 고쳐 다시 보내세요.",
        "Correct what the gate found, and send it again.",
        "머리글이 두 줄인 표",
    ),
    Code(
        "gate-holds",
        "error",
        "게이트가 {where_ko} 붙들었습니다({value}).",
        "The gate holds {where_en} ({value}).",
        "괄호 안 지적의 뜻을 검사 결과 쪽에서 보고, 고쳐 다시 보내세요. 그때까지 싣지 않습니다.",
        "Look the code in brackets up on the page of the gate's findings, and correct it; before, it is not loaded.",
        "수량 열의 휴대폰번호",
    ),
    Code(
        "record-fields",
        "error",
        "{row}번째 전문의 필드가 {fields}개입니다. 이력 40개, 포장 57개, 거래 30개여야 합니다.",
        "Record {row} has {fields} fields; one of issue has 40, of packing 57, of trade 30.",
        "전문을 규격대로 다시 만드세요.",
        "Make the record anew by the specification.",
        "39개 필드",
    ),
    Code(
        "record-day-missing",
        "error",
        "날짜({field})가 없거나 날짜가 아닙니다.",
        "The day ({field}) is missing, or is none.",
        "연-월-일로 적으세요.",
        "Write it as year-month-day.",
        "2026-02-30",
    ),
    Code(
        "record-code-wrong",
        "error",
        "번호({field})가 이력번호의 꼴이 아닙니다.",
        "The code ({field}) has the form of no trace code.",
        "껍데기나 포장에 적힌 그대로 적으세요.",
        "Write it as it stands on the shell or the pack.",
        "0823M3FSDZ",
    ),
    Code(
        "record-amount-wrong",
        "error",
        "수량({field})이 0 이상의 수가 아닙니다.",
        "The amount ({field}) is no number of zero or more.",
        "수량을 확인하세요.",
        "Check the amount.",
        "-30",
    ),
    Code(
        "trade-unknown",
        "error",
        "거래구분 {value}의 뜻을 모릅니다. 출고(309002)만 싣습니다.",
        "It is not known which way a trade of kind {value} goes; goods that go out (309002) are loaded.",
        "거래구분을 확인하고, 새 구분이면 운영자에게 알리세요.",
        "Check the kind of the trade; if it is a new one, tell the operator.",
        "309009",
    ),
    Code(
        "ekape-refused",
        "error",
        "축산물이력 조회가 오류 {value}(으)로 답했습니다.",
        "The livestock look-up answered with the error {value}.",
        "조회한 주소와 인증키를 확인하세요.",
        "Check what was asked for, and the key.",
        "99",
    ),
)
