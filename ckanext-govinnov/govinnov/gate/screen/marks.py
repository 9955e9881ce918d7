"""Classification marks: 대외비, 군사기밀, Ⅰ–Ⅲ급비밀 set as marks, not spoken of in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

_CLASS = (
    r"(?:(?:군사\s?)?(?:I{1,3}|[1-3])\s?급\s?(?:군사\s?)?비밀|군사\s?(?:I{1,3}|[1-3])\s?급\s?비밀"
    r"|군사\s?기밀|대\s?외\s?비|극\s?비|TOP SECRET)"
)
#: Particles and nouns that may be glued to a term; anything else makes another word of it (대외비용, 군사기밀보호법).
_GLUED = r"(?:은|는|이|가|을|를|로|으로|의|임|입니다|이므로|에|인|와|과|도|만|문서|자료|사항|문건|등급)"
_TERM = re.compile(rf"(?<![가-힣A-Za-z0-9])(?:{_CLASS})(?=$|[^A-Za-z가-힣]|{_GLUED})", re.IGNORECASE)
_BRACKETED = re.compile(rf"[\[(<{{【〔〈《「『]\s*(?:{_CLASS}|비밀)\s*[\])>}}】〕〉》」』]", re.IGNORECASE)

#: Signs beside a term that are looked at.
_NEAR = 40
#: What may stand around a mark: nothing, signs, line ends, or the words that make it a mark.
_BEFORE = re.compile(r"(?:^|[\n\r|/:;,.※*#◆■●▶☆★-])\s*$")
_AFTER = re.compile(r"\s*(?:$|[\n\r|/:;,.※*#◆■●▶☆★!)\]-])")
#: Words that make a mark of the term wherever it stands: 이 문서는 대외비입니다, 대외비로 분류.
_CLASSED = re.compile(r"\s*(?:(?:로|으로)\s*(?:분류|지정)|(?:자료|문서)?\s*(?:임|입니다|이므로)(?![가-힣]))")


class ClassificationMarks:
    """Tells a mark (an error) from a mention (for a steward to read), and both from words such as 비밀번호."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return r"(?i:비밀|기밀|대\s?외\s?비|극\s?비|TOP SECRET)"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every classification term in a plain text (its Roman numerals are folded to Latin letters)."""
        if match := _BRACKETED.search(text):
            yield Hit("security-mark", match[0])
            return
        for match in _TERM.finditer(text):
            yield Hit("security-mark" if _is_mark(match) else "security-mention", match[0])


def _is_mark(match: re.Match[str]) -> bool:
    """A mark begins its line and ends its clause; '대외비 문서 관리 현황' does the first only."""
    before = match.string[max(match.start() - _NEAR, 0) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    return bool(_CLASSED.match(after) or (_BEFORE.search(before) and _AFTER.match(after)))
