"""Finding codes of the step ``screen``."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

CODES: tuple[Code, ...] = (
    Code(
        name="resident-number",
        level="cell",
        severity="error",
        ko="주민등록번호가 있습니다: {value}.",
        en="A resident registration number is in the data: {value}.",
        todo_ko="그 값을 지우거나 비식별 처리하여 다시 제출하십시오.",
        todo_en="Remove or de-identify the value and submit again.",
        example="900101-1******",
    ),
    Code(
        name="foreigner-number",
        level="cell",
        severity="error",
        ko="외국인등록번호가 있습니다: {value}.",
        en="A foreigner registration number is in the data: {value}.",
        todo_ko="그 값을 지우거나 비식별 처리하여 다시 제출하십시오.",
        todo_en="Remove or de-identify the value and submit again.",
        example="900101-5******",
    ),
)
