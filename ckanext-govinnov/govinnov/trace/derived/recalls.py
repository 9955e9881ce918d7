"""What everybody may know of recalls: codes, products, dates, the reason, what to do; who has the goods is not told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govinnov.trace.derived.parts import NOTHING, Row
from govinnov.trace.derived.sources import Sources
from govinnov.trace.lineage.model import is_inner
from govinnov.trace.lookup.printed import product
from govinnov.trace.lookup.public import shown_code
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import reach
from govinnov.trace.recall.steps import Kept

COLUMNS = (
    "recall", "code", "product", "first", "last", "state", "since", "reason_ko", "reason_en", "todo_ko", "todo_en",
    "complete", "known_at",
)  # fmt: skip
_STATES = {"open": "recalled", "closed": "closed"}
_TODO = {
    "open": (
        "먹지 말고 산 곳에 돌려주세요. 껍데기나 포장의 번호를 /trace에서 확인하세요.",
        "Do not eat it: bring it back to where you bought it. Check the code on the shell or the pack at /trace.",
    ),
    "closed": (
        "회수가 끝났습니다. 아직 가지고 있다면 먹지 마세요.",
        "The recall is over. Do not eat what you may still have.",
    ),
}


def rows(sources: Sources, screened: Callable[[str], str]) -> Iterator[Row]:
    """One row for each code on goods that a recall reaches, of recalls that are open or closed, by their numbers."""
    for one in sorted(sources.recalls(), key=lambda kept: kept.id):
        if one.state in _STATES:
            yield from _of(one, sources, screened)


def _of(one: Kept, sources: Sources, screened: Callable[[str], str]) -> Iterator[Row]:
    found = reach(sources.ground(), one.predicate)
    codes = sorted({code for lot in found.shares if not is_inner(lot) and (code := shown_code(code_of(lot)))})
    todo_ko, todo_en = _TODO[one.state]
    said: Row = {
        "recall": one.id,
        "first": one.predicate.first,
        "last": one.predicate.last,
        "state": _STATES[one.state],
        "since": one.since,
        "reason_ko": screened(one.reason_ko),
        "reason_en": screened(one.reason_en),
        "todo_ko": todo_ko,
        "todo_en": todo_en,
        "complete": not found.walked.truncated,
    }
    yield from (said | {"code": code, "product": product(code)} for code in codes)
    if not codes:
        yield said | {"code": None, "product": None}


def none() -> Row:
    """That no recall is open or closed."""
    return {"state": NOTHING}
