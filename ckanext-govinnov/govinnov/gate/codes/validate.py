"""Finding codes of the step ``validate``: frictionless's errors by their own names, then ours."""

from __future__ import annotations

from govinnov.gate.codes import checks, frictionless_cells, frictionless_files, frictionless_labels
from govinnov.gate.codes.model import Code

#: Frictionless's names, one Code each.
FRICTIONLESS: tuple[Code, ...] = (*frictionless_cells.CODES, *frictionless_labels.CODES, *frictionless_files.CODES)

OURS: tuple[Code, ...] = (
    Code(
        name="validator-failed",
        level="file",
        severity="error",
        ko="검사기가 이 파일에서 멈췄습니다({note}). 검사하지 못한 파일은 공개하지 않습니다.",
        en="The validator stopped on this file ({note}). A file that could not be validated is not published.",
        todo_ko="알려진 값(예: sNaN)을 고치고, 그래도 멈추면 운영자에게 파일을 보내세요.",
        todo_en="Correct odd values such as sNaN; if it still stops, send the file to the operator.",
        example="중복을 금지한 숫자 열의 값 'sNaN'",
    ),
    Code(
        name="reference-missing",
        level="table",
        severity="error",
        ko="외래 키가 가리키는 자료 '{reference}'이(가) 이 데이터셋에 없거나 표로 읽을 수 없습니다.",
        en="The foreign key points to the resource '{reference}', which the dataset lacks or which holds no table.",
        todo_ko="가리키는 자료를 먼저 제출해 공개한 뒤 이 파일을 다시 제출하거나, 스키마의 자료 이름을 고치세요.",
        todo_en="Hand in that resource first and this file again afterwards, or correct its name in the schema.",
        example="'시설'이라는 자료가 없는데 시설번호가 '시설'을 가리킴",
    ),
)

CODES: tuple[Code, ...] = (*FRICTIONLESS, *OURS, *checks.CODES)
