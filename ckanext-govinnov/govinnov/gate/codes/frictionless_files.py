"""Finding codes for frictionless's errors of files, sizes and descriptors, under frictionless's own names."""

from __future__ import annotations

from govinnov.gate.codes.model import Code
from govinnov.gate.model import Level


def _code(name: str, level: Level, ko: str, en: str, example: str) -> Code:
    return Code(
        name=name,
        level=level,
        severity="error",
        ko=ko + ": {note}",
        en=en + ": {note}",
        todo_ko="원본 파일과 스키마를 확인하고 다시 제출하세요.",
        todo_en="Check the source file and the schema, and submit again.",
        example=example,
    )


CODES: tuple[Code, ...] = (
    _code("source-error", "file", "표를 읽을 수 없습니다", "The table can't be read", "아무 내용도 없는 파일"),
    _code("scheme-error", "file", "파일을 열 수 없습니다", "The file can't be opened", "사라진 파일"),
    _code("format-error", "file", "형식을 읽을 수 없습니다", "The format can't be read", "알 수 없는 형식"),
    _code("encoding-error", "file", "글자를 읽을 수 없습니다", "The text can't be decoded", "UTF-8이 아닌 바이트"),
    _code("compression-error", "file", "압축을 풀 수 없습니다", "The file can't be unpacked", "깨진 ZIP"),
    _code("hash-count", "file", "파일의 해시가 다릅니다", "The file's hash differs", "전송 중에 바뀐 파일"),
    _code("byte-count", "file", "파일의 크기가 다릅니다", "The file's size differs", "잘린 파일"),
    _code("field-count", "table", "열의 수가 다릅니다", "The number of columns differs", "약속한 8열 대신 7열"),
    _code("row-count", "table", "행의 수가 다릅니다", "The number of rows differs", "약속한 행 수보다 적은 파일"),
    _code("schema-error", "file", "스키마가 바르지 않습니다", "The schema is not valid", "같은 이름의 필드 둘"),
    _code("field-error", "file", "스키마의 필드가 바르지 않습니다", "A field of the schema is not valid", "없는 형식"),
    _code("dialect-error", "file", "구분자 설정이 바르지 않습니다", "The dialect is not valid", "두 글자 구분자"),
    _code("resource-error", "file", "자료 설명이 바르지 않습니다", "The resource is not valid", "없는 참조 표"),
    _code("metadata-error", "file", "스키마와 열 이름이 모호합니다", "The metadata are not valid", "대소문자만 다름"),
    _code("error", "file", "검사기가 오류를 알렸습니다", "The validator reported an error", "되풀이된 열 이름"),
)
