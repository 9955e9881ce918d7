"""The reference page: what agencies may send, and who may read each column, made from the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.feeds.kinds import Field, Kind, kinds

_ACCESS = {"public": "공개 public", "restricted": "제한 restricted", "private": "비공개 private"}
INTRO = """# 이력 신고 자료 · Feeds of the trace

이 쪽은 `python -m govinnov.trace.feeds`가 만듭니다. 손으로 고치지 않습니다.
(This page is printed by `python -m govinnov.trace.feeds`; it is not edited by hand.)

`./govinnov trace load FILE…`이 받는 표입니다. 쉼표, 쌍반점, 탭으로 나눈 글(UTF-8, CP949, UTF-16)의
첫 줄에 한글이나 영어 열 이름을 적습니다.
`*` 열은 꼭 있어야 하고, 나머지는 빼도 됩니다. 여기에 없는 열은 비공개로 보관하고 공개 이력에는 쓰지 않습니다.
비공개 칸의 글은 250자까지 따로 두고, 나머지는 받은 그대로의 파일에 있습니다.
mtrace 전문은 `|`로 나눈 40·57·30개 필드를 이 순서로 적은 것이고, EKAPE 응답은 XML 그대로입니다.

These are the tables that `./govinnov trace load FILE…` takes. The first line of a text divided by commas,
semicolons or tabs (UTF-8, CP949 or UTF-16) names the columns in Korean or in English;
those with `*` have to be there. Columns that stand here nowhere are kept privately and
never shown. Records of mtrace are 40, 57 or 30 fields in this order, divided by `|`; answers of EKAPE are taken as XML.

- **public**: may stand in an answer to everybody (codes, days, amounts, names of packers and slaughterhouses).
- **restricted**: is read to make events, and shown to nobody.
- **private**: names somebody. It is kept in `trace_private.party`, which the look-up's role can't read; of an owner one
  sign is shown, of an address 시도 and 시군구. A personal number in any other column holds its record. Of a long
  text the first 250 signs are kept there; the file as it came has the rest.

EPCIS documents have no columns: a personal number in any field that is not declared to hold codes holds its event
([EPCIS documents](trace-epcis.md)).
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRO, *(line for kind in kinds().values() for line in _part(kind))])


def _part(kind: Kind) -> Iterator[str]:
    yield f"## {kind.title} · `{kind.name}`\n"
    yield "| 열 · column | 영어 이름 · name | type | 누가 읽나 · who reads it |"
    yield "| --- | --- | --- | --- |"
    yield from (_row(field) for field in kind.fields)
    yield ""


def _row(field: Field) -> str:
    needed = " *" if field.required else ""
    return f"| {field.title}{needed} | `{field.name}` | {field.descriptor['type']} | {_ACCESS[field.access]} |"
