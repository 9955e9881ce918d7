"""The sheet of a recall: one row for each event and lot, in the order of the key data of a traceability sheet.

That is the order of the rule of the United States' Food and Drug Administration (21 CFR 1.1340): lot code, quantity
and unit, product, the place before and the place after, the date, the source of the lot code, the reference document.
Ours follow.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from govinnov.trace.epcis.numbers import plain
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.lineage.about import many
from govinnov.trace.lineage.model import Record
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.evidence import Evidence, Part
from govinnov.trace.recall.reach import Reach

COLUMNS = (
    "추적 로트 번호 lot_code", "수량 quantity", "단위 unit", "품목 product", "보낸 곳 from", "받은 곳 to",
    "날짜 date", "로트를 만든 곳 lot_source", "참조 문서 reference", "단계 step", "이벤트 event",
    "몫 최소 share_lo", "몫 최대 share_hi", "노출 최소 exposed_lo", "노출 최대 exposed_hi",
)  # fmt: skip
_PRODUCTS = {"chicken": "닭고기 chicken", "duck": "오리고기 duck", "egg": "달걀 egg"}
#: Beginnings of a cell that a spreadsheet would run; some fold full-width signs first.
_RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

Row = tuple[str | float | None, ...]


def rows(found: Reach, told: Mapping[str, Any], based: Evidence) -> Iterator[Row]:
    """All events of the lots of a recall: lots in the order of the answer, events in time order.

    Args:
        found: What the recall reaches.
        told: The answer of it.
        based: Its events.
    """
    sources = {edge.target.lot: edge.target.party for edge in found.walked.edges if edge.kind == "make"}
    by_code = {row["code"]: (place, row) for place, row in enumerate(told["lots"])}
    made = [(*by_code[code_of(part.lot)], based.records[part.event], part) for part in based.parts]
    for _, row, record, part in sorted(made, key=lambda one: (one[0], one[2].at, one[2].key, one[3][2:4])):
        yield _row(row, record, part, sources.get(part.lot, ""))


def _row(row: Mapping[str, Any], record: Record, part: Part, source: str) -> Row:
    day = korean_day(record.at)
    step = record.step or record.event["type"].rpartition("/")[2]
    quantity = "" if part.quantity is None else plain(part.quantity)
    known = quantity, part.unit or "", _PRODUCTS.get(row["kind"] or "", ""), part.giver, part.taker
    made = day.isoformat() if day else "", source, _references(record), step, record.key
    return (row["code"], *known, *made, *row["share"], *row["exposed"])


def _references(record: Record) -> str:
    """The documents that an event names, each with its type."""
    found = (one for one in many(record.event.get("bizTransactionList")) if isinstance(one, dict))
    named = (f"{str(one.get('type', '')).rpartition('-')[2]} {one.get('bizTransaction', '')}" for one in found)
    return "; ".join(one.strip() for one in named)


def write(folder: Path, lines: Sequence[Row]) -> list[Path]:
    """Write ``sheet.csv`` and ``sheet.xlsx``; no cell of them is a formula."""
    shown = [COLUMNS, *(tuple(map(_cell, line)) for line in lines)]
    paths = folder / "sheet.csv", folder / "sheet.xlsx"
    with paths[0].open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(shown)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("회수 recall")
    for line in shown:
        sheet.append(line)
    book.save(paths[1])
    return list(paths)


def _cell(value: str | float | None) -> str | float | None:
    """A value; a text without signs that no workbook holds, and never one that a spreadsheet would run."""
    if not isinstance(value, str):
        return value
    shown = _NEVER.sub("\N{REPLACEMENT CHARACTER}", value)
    return f"'{shown}" if _RUNS.match(shown) else shown
