"""A verdict in Korean for people: how many problems, then each with its place, its reason and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from govinnov.gate.codes import CODES
from govinnov.gate.model import Finding
from govinnov.gate.verdict import Accepted, Verdict

SHOWN = 5


def lines(verdict: Verdict, path: str) -> Iterator[str]:
    """Give the summary of one file line by line."""
    mark = "공개할 수 있습니다" if isinstance(verdict, Accepted) else "보류되었습니다"
    yield f"{path} — {mark}"
    yield headline(verdict)
    for code, group in groupby(sorted(verdict.findings, key=_weight), key=lambda found: found.code):
        yield from _kind(code, list(group))


def headline(verdict: Verdict) -> str:
    """``58행에서 문제 5가지를 찾았습니다``: rows read, and kinds of problems among them."""
    kinds = len({found.code for found in verdict.findings if found.severity != "info"})
    notes = len({found.code for found in verdict.findings if found.severity == "info"})
    told = f"문제 {kinds}가지를 찾았습니다" if kinds else "문제를 찾지 못했습니다"
    return f"{verdict.rows:,}행에서 {told}" + (f" (참고 {notes}가지)" if notes else "")


def _weight(found: Finding) -> tuple[int, str]:
    return (("error", "confirm", "info").index(found.severity), found.code)


def _kind(code: str, findings: list[Finding]) -> Iterator[str]:
    label = {"error": "오류", "confirm": "확인", "info": "참고"}[findings[0].severity]
    yield f"  [{label}] {code} × {len(findings):,}"
    yield from (f"    - {_place(found)}{found.message_ko}" for found in findings[:SHOWN])
    if len(findings) > SHOWN:
        yield f"    … {len(findings) - SHOWN:,}건 더 있습니다 (--json으로 모두 봅니다)"
    fixes = dict.fromkeys(found.fix for found in findings[:SHOWN] if found.fix)
    yield f"    할 일: {CODES[code].todo_ko}"
    yield from (f"    제안: {fix}" for fix in fixes)


def _place(found: Finding) -> str:
    row = f"{found.row}행 " if found.row else ""
    field = f"‘{found.field}’ 열 " if found.field else ""
    return f"({(row + field).strip()}) " if row or field else ""
