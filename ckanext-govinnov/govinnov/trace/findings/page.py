"""The reference page: every finding code with its meaning, an example and what to do, made from the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from govinnov.trace.findings import documents, events, feeds, lineage, marks, reports
from govinnov.trace.findings.model import Code

PARTS = MappingProxyType(
    {
        "1. 문서 · documents": documents.CODES,
        "2. 항목 · fields": events.CODES,
        "3. 이력번호 · trace codes": marks.CODES,
        "4. 조회 · look-ups": lineage.CODES,
        "5. 신고 자료 · feeds": feeds.CODES,
        "6. 신고 내용 · reports": reports.CODES,
    }
)
SEVERITIES = MappingProxyType({"error": "오류", "warning": "주의"})
INTRO = """# 이력 검사 결과 · What the trace finds

이 쪽은 `python -m govinnov.trace.findings`가 만듭니다. 손으로 고치지 않습니다.
(This page is printed by `python -m govinnov.trace.findings`; it is not edited by hand.)

- 오류 `error`: 문서나 기록을 받지 않습니다. The document or record is not taken.
- 주의 `warning`: 받되, 보낸 곳에 알립니다. It is taken, and the sender is told.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRO, *(line for part, codes in PARTS.items() for line in _part(part, codes))])


def _part(part: str, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"## {part}\n"
    for code in codes:
        yield f"### {code.name}\n"
        yield f"{SEVERITIES[code.severity]} (`{code.severity}`)\n"
        yield f"- 뜻: {_plain(code.ko)}"
        yield f"- Meaning: {_plain(code.en)}"
        yield f"- 예 · example: `{code.example}`"
        yield f"- 할 일: {code.todo_ko}"
        yield f"- To do: {code.todo_en}\n"


def _plain(sentence: str) -> str:
    """A sentence with dots where a finding puts its facts."""
    return re.sub(r"\{[^{}]*\}", "…", sentence)
