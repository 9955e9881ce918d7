"""The stewards' page: every finding code with its meaning, an example and what to do, made from the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from govinnov.gate.codes import decode, receive, schema, screen, structure, validate
from govinnov.gate.codes.model import Code

STEPS = MappingProxyType(
    {
        "1. 받기 · receive": receive.CODES,
        "2. 해독 · decode": decode.CODES,
        "3. 구조 · structure": structure.CODES,
        "4. 스키마 · schema": schema.CODES,
        "5. 검증 · validate": validate.CODES,
        "6. 선별 · screen": screen.CODES,
    }
)
SEVERITIES = MappingProxyType({"error": "오류", "confirm": "확인", "info": "참고"})
LEVELS = MappingProxyType({"file": "파일", "table": "표", "header": "열 이름", "row": "행", "cell": "칸"})
INTRO = """# 검사 결과 · What the gate finds

이 쪽은 `python -m govinnov.gate.codes`가 만듭니다. 손으로 고치지 않습니다.
(This page is printed by `python -m govinnov.gate.codes`; it is not edited by hand.)

파일이 보류되면 아래에서 코드를 찾아 뜻과 할 일을 읽으세요.
같은 코드는 화면, 메일, `govinnov gate check --json`에서 똑같이 쓰입니다.

- 오류 `error`: 고칠 때까지 공개하지 않습니다. Holds the file until it is corrected.
- 확인 `confirm`: 담당자가 그 열을 한 번 확인할 때까지 보류하고, 스키마가 기억합니다.
  Holds until a steward says yes once for that column; the schema remembers.
- 참고 `info`: 공개를 막지 않습니다. Never holds.

오류는 이름과 사유를 적은 담당자가 면제할 수 있습니다. 개인정보는 면제할 수 없고 이의만 제기할 수 있습니다.
(An error can be waived by a named steward with a reason. Personal data can't be waived, only disputed.)
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRO, *_table(), *(line for step, codes in STEPS.items() for line in _step(step, codes))]) + "\n"


def _table() -> Iterator[str]:
    """The one table of severities."""
    yield "## 심각도 표 · Severities\n"
    yield "| 단계 | 코드 | 심각도 | 수준 |"
    yield "|---|---|---|---|"
    for step, codes in STEPS.items():
        for code in codes:
            yield f"| {step} | [`{code.name}`](#{code.name}) | {SEVERITIES[code.severity]} | {LEVELS[code.level]} |"
    yield ""


def _step(step: str, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"## {step}\n"
    for code in codes:
        yield from _code(code)


def _code(code: Code) -> Iterator[str]:
    yield f"### {code.name}\n"
    yield f"{SEVERITIES[code.severity]} (`{code.severity}`) · {LEVELS[code.level]} (`{code.level}`)\n"
    yield f"- 뜻: {_plain(code.ko)}"
    yield f"- Meaning: {_plain(code.en)}"
    yield f"- 예 · example: {_inline(code.example)}"
    yield f"- 할 일: {code.todo_ko}"
    yield f"- To do: {code.todo_en}\n"


def _plain(sentence: str) -> str:
    """A sentence with dots where a finding puts its facts."""
    return re.sub(r"\{[^{}]*\}", "…", sentence)


def _inline(example: str) -> str:
    return f"`{example}`" if "`" not in example else f"`` {example} ``"
