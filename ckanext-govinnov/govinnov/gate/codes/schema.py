"""Finding codes of the step ``schema``."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

CODES: tuple[Code, ...] = (
    Code(
        name="cells-unlike-the-rest",
        level="table",
        severity="info",
        ko="'{field}' 열은 값 {count}개만 빼면 모두 {kind} 형식입니다. 처음은 {row}행의 '{value}'입니다.",
        en="Column '{field}' is all {kind} but for {count} cell(s), the first in row {row}: '{value}'.",
        todo_ko="잘못 적은 값이면 고치세요. 그대로 두면 열 전체가 문자로 공개됩니다.",
        todo_en="Correct the cells if they are mistakes; left as they are, the whole column is published as text.",
        example="위도 열 21,060개 가운데 '35.174,' 같은 값 6개",
    ),
    Code(
        name="schema-drift",
        level="header",
        severity="error",
        ko="열 이름이 스키마와 다릅니다. 없는 열: {missing}. 새 열: {new}. 제안하는 짝: {mapping}.",
        en="The columns differ from the schema. Missing: {missing}. New: {new}. Proposed mapping: {mapping}.",
        todo_ko="제안한 짝이 맞으면 열 이름을 바꾸어 다시 제출하거나 스키마를 새로 정하세요.",
        todo_en="If the mapping is right, rename the columns and submit again, or settle a new schema.",
        example="설치년월 → 설치연월, 위도 → WGS84위도",
    ),
)
