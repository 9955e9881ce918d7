"""Finding codes of the step ``screen``, each with the law that keeps it from being opened."""

from __future__ import annotations

from govinnov.gate.codes.model import Code
from govinnov.gate.model import Severity

#: Information Disclosure Act art. 9(1): item 6 privacy, item 2 national security, item 1 secret by another law;
#: Public Data Act art. 17(1) item 1 excludes what that article keeps closed.
PRIVACY = "정보공개법 제9조제1항제6호, 공공데이터법 제17조제1항제1호"
SECURITY = "정보공개법 제9조제1항제1호·제2호, 공공데이터법 제17조제1항제1호"

_PRIVACY_EN = "Information Disclosure Act art. 9(1) item 6, Public Data Act art. 17(1) item 1"
_SECURITY_EN = "Information Disclosure Act art. 9(1) items 1 and 2, Public Data Act art. 17(1) item 1"

_REMOVE_KO = "값을 지우거나 비식별 처리한 뒤 다시 제출하십시오. 잘못 찾은 것이면 이의를 제기하십시오."
_REMOVE_EN = "Remove or de-identify the value and submit again; if it was found in error, dispute it."
_CONFIRM_KO = "공개해도 되는 열이면 한 번 확인하십시오. 스키마가 기억합니다. 아니면 열을 빼고 다시 제출하십시오."
_CONFIRM_EN = "If the column may be public, confirm it once and the schema remembers; otherwise submit without it."


def _number(name: str, ko: str, en: str, example: str) -> Code:
    """A personal number in a cell: holds the file and can't be waived, only disputed."""
    return Code(
        name=name,
        level="cell",
        severity="error",
        ko=f"{ko}: {{value}} ({PRIVACY}).",
        en=f"{en}: {{value}} ({_PRIVACY_EN}).",
        todo_ko=_REMOVE_KO,
        todo_en=_REMOVE_EN,
        example=example,
    )


def _column(name: str, ko: str, en: str, example: str) -> Code:
    """A column that may concern persons: holds until a steward says yes once for that column."""
    return Code(
        name=name,
        level="header",
        severity="confirm",
        ko=f"'{{field}}'에 {ko} {{count}}건이 있습니다(예: {{value}}; {PRIVACY}).",
        en=f"'{{field}}' holds {en}: {{count}} (such as {{value}}; {_PRIVACY_EN}).",
        todo_ko=_CONFIRM_KO,
        todo_en=_CONFIRM_EN,
        example=example,
    )


def _sign(name: str, severity: Severity, said: tuple[str, str], todo: tuple[str, str], example: str) -> Code:
    """Something in a cell or text that is dangerous to show or to open, and concerns nobody's privacy."""
    return Code(name, "cell", severity, f"{said[0]}: {{value}}.", f"{said[1]}: {{value}}.", todo[0], todo[1], example)


def _security(name: str, ko: str, en: str, example: str) -> Code:
    """Something in a cell or text that national security keeps closed."""
    return Code(
        name=name,
        level="cell",
        severity="error",
        ko=f"{ko}: {{value}} ({SECURITY}).",
        en=f"{en}: {{value}} ({_SECURITY_EN}).",
        todo_ko="공개할 수 있는 자료인지 보안 담당자에게 확인하고, 해당 내용을 빼고 다시 제출하십시오.",
        todo_en="Ask the security officer whether it may be open; submit again without it.",
        example=example,
    )


_NUMBERS = (
    _number("resident-number", "주민등록번호가 있습니다", "A resident registration number", "900101-1******"),
    _number("foreigner-number", "외국인등록번호가 있습니다", "A foreigner registration number", "900101-5******"),
    _number("driving-licence", "운전면허번호가 있습니다", "A driving licence number", "11-**-******-**"),
    _number("passport-number", "여권번호가 있습니다", "A passport number", "M********"),
    _number("card-number", "신용카드번호가 있습니다", "A payment card number", "4111-****-****-1111"),
    _number("bank-account", "계좌번호가 있습니다", "A bank account number", "110-***-******"),
    _number("mobile-number", "개인 휴대전화번호가 있습니다", "A person's mobile number", "010-****-5678"),
)

_COLUMNS = (
    _column("mobile-phone", "휴대전화번호", "mobile phone numbers", "휴대전화: 010-****-5678"),
    _column("email-address", "개인 전자우편 주소", "e-mail addresses outside agencies", "메일: h***@naver.com"),
    _column("person-name", "사람의 이름", "names of persons", "대표자: 홍**"),
    _column(
        "resident-number-masked",
        "생년월일과 성별이 보이는 가린 주민등록번호",
        "masked registration numbers whose birth date and sex can be read",
        "900101-1******",
    ),
    _column(
        "number-ambiguous",
        "개인번호일 수도 있고 다른 번호일 수도 있는 값",
        "values that can be a personal number or another number of the same shape",
        "바코드: 880104-3******",
    ),
    Code(
        name="quasi-identifiers",
        level="header",
        severity="confirm",
        ko=f"'{{field}}' 열은 {{columns}} 열과 합치면 {{count}}개 행에서 같은 조합이 {{k}}명 미만입니다({PRIVACY}).",
        en="'{field}' with {columns}: in {count} rows fewer than {k} share one combination (" + _PRIVACY_EN + ").",
        todo_ko="값을 묶어(예: 나이 → 연령대) 다시 제출하거나, 공개해도 되면 열마다 한 번 확인하십시오.",
        todo_en="Group the values (age → age band) and submit again, or confirm each column once.",
        example="성별, 나이, 직업",
    ),
    Code(
        name="quasi-identifier-proposed",
        level="header",
        severity="info",
        ko="'{field}' 열은 사람을 알아볼 단서(준식별자)일 수 있습니다. 스키마에 그렇다고 또는 아니라고 적어 두십시오.",
        en="'{field}' may help to recognise a person; say so, or the opposite, in the schema.",
        todo_ko="스키마 필드에 govinnov:quasi-identifier를 true 또는 false로 적으십시오.",
        todo_en="Set govinnov:quasi-identifier of the schema's field to true or false.",
        example="연령",
    ),
)

_ROWS = (
    Code(
        name="person-identified",
        level="row",
        severity="error",
        ko=f"한 행에 이름, 생년월일, 주소가 함께 있습니다: {{value}} ({PRIVACY}).",
        en=f"Name, birth date and address stand together in one row: {{value}} ({_PRIVACY_EN}).",
        todo_ko=_REMOVE_KO,
        todo_en=_REMOVE_EN,
        example="성명, 생년월일, 주소",
    ),
)

_SECRETS = (
    _security("security-mark", "비밀 표시가 있습니다", "A classification mark", "[대외비]"),
    Code(
        name="security-mention",
        level="header",
        severity="confirm",
        ko=f"'{{field}}'에 비밀 분류를 말하는 글이 {{count}}건 있습니다(예: {{value}}; {SECURITY}).",
        en=f"'{{field}}' speaks of classified matter: {{count}} (such as {{value}}; {_SECURITY_EN}).",
        todo_ko=_CONFIRM_KO,
        todo_en=_CONFIRM_EN,
        example="대외비 문서 관리 현황",
    ),
    _security(
        "protected-site",
        "보호 대상 시설의 이름이나 좌표가 있습니다",
        "A protected site's name or place",
        "시설명 또는 좌표",
    ),
)

_DETAILS = (
    Code(
        name="detail-not-public",
        level="table",
        severity="error",
        ko=f"공개하지 않는 자료의 열이 있습니다: {{what_ko}}({{columns}}; {SECURITY}).",
        en=f"The columns are those of what is not public: {{what_en}} ({{columns}}; {_SECURITY_EN}).",
        todo_ko="읍면동 단위로 합친 표를 제출하십시오. 공개해도 되면 보안 담당자에게 확인하고 이유를 적으십시오.",
        todo_en="Submit a table by 읍면동. If it may be open, ask the security officer, and give the reason.",
        example="격자별 사각지대, 구급차 위치, 건별 신고 시각",
    ),
)

_SYNTHETIC = (
    Code(
        name="synthetic-input",
        level="cell",
        severity="error",
        ko="지어낸 입력으로 계산한 결과라는 표시가 있습니다: {value}.",
        en="This was computed from made-up inputs, as its mark says: {value}.",
        todo_ko="실제 자료로 다시 계산해 제출하십시오. 이 결과는 시험에만 쓰며, 누구도 통과시킬 수 없습니다.",
        todo_en="Compute it again from real data. Such results are for tests alone; nobody can let them pass.",
        example="SYNTHETIC straight line",
    ),
)

_SIGNS = (
    _sign(
        "formula-cell",
        "info",
        ("스프레드시트가 수식으로 실행할 셀입니다", "A spreadsheet would run this cell as a formula"),
        (
            "내려받는 파일에서만 무해하게 바꿉니다.",
            "Downloads neutralise it; the original stays.",
        ),
        "=HYPERLINK(…)",
    ),
    _sign(
        "script-in-cell",
        "info",
        ("셀에 스크립트가 있습니다", "A cell holds a script"),
        ("화면에는 글자로만 보입니다. 뜻한 값이 아니면 지우십시오.", "Pages show it as text; remove it if not meant."),
        "<script>",
    ),
    _sign(
        "script-in-text",
        "error",
        ("설명 글에 스크립트가 있습니다", "A metadata text holds a script"),
        ("스크립트를 지우고 다시 저장하십시오.", "Remove the script and save again."),
        "<script>",
    ),
    _sign(
        "control-character",
        "error",
        ("보이지 않는 제어 문자가 있습니다", "An invisible control character"),
        ("제어 문자를 지우고 다시 제출하십시오.", "Remove the control character and submit again."),
        "U+0007",
    ),
    _sign(
        "bidi-override",
        "error",
        ("글자 방향을 뒤바꾸는 문자가 있습니다", "A character that overrides the direction of text"),
        ("그 문자를 지우고 다시 제출하십시오.", "Remove the character and submit again."),
        "U+202E",
    ),
)

_SUMS = (
    Code(
        name="findings-summed-up",
        level="header",
        severity="info",
        ko="'{field}' 열의 '{kind}' 결과가 많아 {count}건은 하나씩 적지 않았습니다.",
        en="'{field}': {count} more findings '{kind}' are not listed one by one.",
        todo_ko="적힌 결과를 모두 고치면 나머지도 같은 방법으로 고칠 수 있습니다.",
        todo_en="What repairs the listed ones repairs the rest.",
        example="100,000건 초과",
    ),
)

CODES: tuple[Code, ...] = (*_NUMBERS, *_COLUMNS, *_ROWS, *_SECRETS, *_DETAILS, *_SYNTHETIC, *_SIGNS, *_SUMS)
