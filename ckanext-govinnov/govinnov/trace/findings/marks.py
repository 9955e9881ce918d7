"""Finding codes of trace codes: what is wrong with what somebody typed, or with what a feed says."""

from __future__ import annotations

from govinnov.trace.findings.model import Code

_SHELL_KO = "껍데기의 번호를 다시 보세요. 월·일 4자리, 농장 5자리, 사육 환경 1자리입니다."
_SHELL_EN = "Look at the shell again: month and day (4 signs), farm (5), housing (1)."

CODES: tuple[Code, ...] = (
    Code(
        "code-empty",
        "error",
        "번호가 없습니다.",
        "There is no code.",
        "껍데기나 포장의 번호를 적으세요.",
        "Type the mark on the shell or the number on the pack.",
        "빈칸",
    ),
    Code(
        "code-too-long",
        "error",
        "번호가 {limit:,}자를 넘습니다.",
        "The code has more than {limit:,} characters.",
        "번호 하나만 적으세요.",
        "Type one code only.",
        "1 MB",
    ),
    Code(
        "code-unknown",
        "error",
        "'{value}'({length}자)은(는) 아는 꼴의 번호가 아닙니다.",
        "'{value}' ({length} signs) has the form of no code that is known here.",
        "껍데기 10자리, 이력번호 12자리, 묶음번호 15자리(L2, L5) 가운데 하나를 적으세요.",
        "Type the 10 signs on the shell, the trace number of 12 digits, or the bundle of 15 signs (L2, L5).",
        "0823M3FSD",
    ),
    Code(
        "code-day-wrong",
        "error",
        "{value}은(는) 없는 날짜입니다.",
        "{value} is no date.",
        "날짜를 확인하세요.",
        "Check the date.",
        "egg10/2026-02-30/M3FSD/2",
    ),
    Code(
        "mark-month-wrong",
        "error",
        "껍데기 번호의 1–2번째 자리 '{value}'은(는) 달이 아닙니다.",
        "Signs 1–2 of the mark, '{value}', are no month.",
        _SHELL_KO,
        _SHELL_EN,
        "1301M3FSD2",
    ),
    Code(
        "mark-day-wrong",
        "error",
        "껍데기 번호의 3–4번째 자리 '{value}'은(는) {month}월에 없는 날입니다.",
        "Signs 3–4 of the mark, '{value}', are no day of month {month}.",
        _SHELL_KO,
        _SHELL_EN,
        "0230M3FSD2",
    ),
    Code(
        "mark-housing-wrong",
        "error",
        "껍데기 번호의 10번째 자리 '{value}'은(는) 사육 환경(1–4)이 아닙니다.",
        "Sign 10 of the mark, '{value}', is no housing (1–4).",
        _SHELL_KO,
        _SHELL_EN,
        "0823M3FSD7",
    ),
    Code(
        "mark-contradicts-record",
        "error",
        "껍데기 번호는 {value}에 낳았다고 하는데 기록의 산란일은 {laid}입니다.",
        "The mark says laid on {value}, but the record says {laid}.",
        "번호와 산란일 가운데 틀린 것을 고치세요. 고칠 때까지 싣지 않습니다.",
        "Correct the mark or the laying date; the record is not loaded before.",
        "0823M3FSD2, 산란일 2026-08-24",
    ),
    Code(
        "bundle-day-wrong",
        "error",
        "묶음번호의 3–8번째 자리 '{value}'은(는) 날짜가 아닙니다.",
        "Signs 3–8 of the bundle, '{value}', are no date.",
        "포장의 묶음번호를 다시 보세요. L, 종류, 연월일 6자리, 업체 4자리, 일련번호 3자리입니다.",
        "Look at the pack again: L, kind, date (6 signs), trader (4), serial (3).",
        "L22613011234001",
    ),
    Code(
        "gs1-check-digit",
        "error",
        "'{value}'의 검증 숫자가 맞지 않습니다.",
        "The check digit of '{value}' is wrong.",
        "번호를 다시 보세요.",
        "Look at the number again.",
        "(01)09521321004129(10)A1",
    ),
    Code(
        "not-poultry",
        "warning",
        "'{value}'은(는) {kind_ko}의 이력번호일 수 있습니다. 여기서는 닭·오리·달걀만 찾습니다.",
        "'{value}' may be a trace number of {kind_en}; only chicken, duck and eggs are found here.",
        "소와 돼지는 축산물이력제에서 찾으세요.",
        "Look beef and pork up in the livestock traceability service.",
        "002123456789, L01234567890123",
    ),
    Code(
        "product-barcode",
        "warning",
        "'{value}'은(는) 상품의 바코드({kind})일 수 있습니다. 바코드로는 언제 어디서 왔는지 알 수 없습니다.",
        "'{value}' may be the barcode of a product ({kind}); it does not tell which batch you hold.",
        "껍데기의 번호를 적으세요.",
        "Type the mark on the shell.",
        "8801234567893",
    ),
)
