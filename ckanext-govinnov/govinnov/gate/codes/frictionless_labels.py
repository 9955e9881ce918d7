"""Finding codes for frictionless's errors of the header, under frictionless's own names."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

CODES: tuple[Code, ...] = (
    Code(
        name="blank-header",
        level="header",
        severity="error",
        ko="열 이름이 있어야 할 행이 비어 있습니다.",
        en="The row that should hold the column names is blank.",
        todo_ko="첫 행에 열 이름을 적으세요.",
        todo_en="Write the column names in the first row.",
        example="첫 줄이 빈 CSV",
    ),
    Code(
        name="unmatched-header",
        level="header",
        severity="error",
        ko="열 이름 가운데 스키마에 있는 것이 하나도 없습니다.",
        en="None of the column names is in the schema.",
        todo_ko="이 자료의 스키마가 맞는지 확인하세요.",
        todo_en="Check that this is the schema of this file.",
        example="CCTV 스키마로 검사한 어린이보호구역 파일",
    ),
    Code(
        name="extra-label",
        level="header",
        severity="error",
        ko="열 '{value}'({number}번째)이(가) 스키마에 없습니다.",
        en="The column '{value}' (number {number}) is not in the schema.",
        todo_ko="열을 빼거나 스키마에 더하세요.",
        todo_en="Remove the column or add it to the schema.",
        example="스키마에 없던 '비고' 열",
    ),
    Code(
        name="missing-label",
        level="header",
        severity="error",
        ko="스키마의 열 '{field}'이(가) 파일에 없습니다.",
        en="The schema's column '{field}' is not in the file.",
        todo_ko="빠진 열을 넣거나, 이름이 바뀐 것이면 제안된 짝을 확인하세요.",
        todo_en="Add the column, or confirm the proposed mapping if it was renamed.",
        example="'설치년월'이 빠진 파일",
    ),
    Code(
        name="blank-label",
        level="header",
        severity="error",
        ko="{number}번째 열에 이름이 없습니다.",
        en="Column {number} has no name.",
        todo_ko="열 이름을 적으세요. 빈 열이면 지우세요.",
        todo_en="Name the column, or delete it if it is empty.",
        example="머리글 'a,,c'",
    ),
    Code(
        name="duplicate-label",
        level="header",
        severity="error",
        ko="{number}번째 열 이름 '{value}'이(가) 되풀이됩니다({note}).",
        en="The name of column {number}, '{value}', is repeated ({note}).",
        todo_ko="열마다 다른 이름을 쓰세요.",
        todo_en="Give every column a name of its own.",
        example="'주소' 열이 두 번",
    ),
    Code(
        name="incorrect-label",
        level="header",
        severity="error",
        ko="{number}번째 열 이름은 '{value}'이지만 스키마에서는 '{field}'입니다.",
        en="Column {number} is named '{value}', but the schema says '{field}'.",
        todo_ko="열의 순서와 이름을 스키마에 맞추거나, 제안된 짝을 확인하세요.",
        todo_en="Put the columns in the schema's order and names, or confirm the proposed mapping.",
        example="설치년월 → 설치연월",
    ),
)
