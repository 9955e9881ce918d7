"""The words and marks by which a row says that it is a total or a footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: A total stands in one of the first cells: 합계, "소 계", (총계), 서울 소계, 계, Total.
TOTAL = re.compile(
    r"(?:.{0,12}[\s(\[<])?[(\[<]?(?:총?합계|총계|소계|누계|총합|계|(?:grand|sub)?[-\s]?total|sum)[)\]>]?:?",
    re.IGNORECASE,
)
#: A quick test for a whole column: every total ends like this.
TOTAL_END = r"(?:계|총합|otal|OTAL|[Ss]um|SUM)\s*[)\]>]?:?\s*$"
SPREAD = re.compile(r"(?<=[총합소누])\s+(?=[합계])")
NUMBER = re.compile(r"^[-+△▲]?\d[\d,]*(?:\.\d+)?%?$")
LABEL_CELLS = 4

#: How notes under a table begin.
NOTE = re.compile(
    r"\s*(?:[※＊*†‡☞▶►■□○●◎◇◆·]"
    r"|[\[<]?\s*(?:주|註|주석|자료|출처|비고|참고|단위|기준|작성|문의)\s*\d*\s*[)\]>:：]"
    r"|\((?:자료|출처|단위|기준)\s*[:：])"
)


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number as agencies write it: 1,474 · △3.2 · 12%."""
    return NUMBER.match(cell.strip()) is not None


def is_total(cells: Sequence[str]) -> bool:
    """Tell whether a row is a total: one of its first cells says so, and a number follows."""
    for at, cell in enumerate(cells[:LABEL_CELLS]):
        if is_total_word(cell):
            return any(is_number(after) for after in cells[at + 1 :])
    return False


def is_total_word(cell: str) -> bool:
    """Tell whether a cell reads 합계, 소계, 계 or the like."""
    word = SPREAD.sub("", cell.strip())
    return len(word) <= 24 and TOTAL.fullmatch(word) is not None


def is_note(cells: Sequence[str]) -> bool:
    """Tell whether a row is a note: its only written cell begins with a mark such as ※ or 자료:."""
    written = [cell for cell in cells if cell.strip()]
    return len(written) == 1 and NOTE.match(written[0]) is not None
