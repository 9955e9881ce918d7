"""Turn what a scan counted into findings, each with the repair it proposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govinnov.gate.codes import finding
from govinnov.gate.formats.cells import column_name
from govinnov.gate.model import Finding, Range
from govinnov.gate.structure.dialect import Record
from govinnov.gate.structure.ends import Ends
from govinnov.gate.structure.header import Header
from govinnov.gate.structure.scan import Kind, Oddity, Scan
from govinnov.gate.structure.words import is_note

SHOWN = 60
LISTED = 20
LONG_NOTE = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything known of a table's shape: the first records, the header, the scan, the line ends, merged ranges."""

    records: Sequence[Record]
    header: Header
    seen: Scan
    ends: Ends
    merged: tuple[Range, ...]


def judge(shape: Shape) -> tuple[Finding, ...]:
    """Everything odd about a table's shape."""
    return (
        *_titles(shape.header, shape.records),
        *_header(shape.header, shape.seen.last_filled - shape.header.last),
        *_merged(shape.header, shape.merged),
        *_ragged(shape.seen),
        *_totals(shape.seen),
        *_notes(shape.seen),
        *_blanks(shape.header, shape.seen),
        *_mixed(shape.ends),
    )


def _show(cells: Iterable[str]) -> str:
    text = ",".join(cell for cell in cells if cell.strip())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _rows(kind: Kind) -> str:
    listed = ", ".join(str(odd.row) for odd in kind.first[:LISTED])
    return listed if kind.count <= LISTED else f"{listed}, …"


def _titles(header: Header, records: Sequence[Record]) -> Iterator[Finding]:
    if header.first > 1:
        count = header.first - 1
        value = next((_show(record) for record in records[:count] if any(record)), "")
        fix = f"1–{count}행 삭제 · delete rows 1–{count}"
        yield finding("title-rows", row=1, value=value, fix=fix, count=count, header=header.first)


def _header(header: Header, rows: int) -> Iterator[Finding]:
    value = _show(header.labels)
    if header.last > header.first:
        fix = ",".join(header.labels)
        yield finding("joined-header", row=header.first, value=value, fix=fix, first=header.first, last=header.last)
    if rows == 0:
        yield finding("no-rows", row=header.last, value=value)
    if header.missing:
        fix = "1행에 열 이름을 넣기 · insert a row of labels"
        yield finding("no-header", row=1, value=value, fix=fix)


def _merged(header: Header, merged: tuple[Range, ...]) -> Iterator[Finding]:
    """Merged ranges that reach into the data; those above belong to titles and joined labels."""
    data = sorted(one for one in merged if one[2] > header.last)
    if data:
        top, left, bottom, right = data[0]
        value = f"{column_name(left)}{top}:{column_name(right)}{bottom}"
        fix = "병합을 풀고 칸마다 값 채우기 · unmerge and fill in each cell"
        yield finding("merged-cells", row=top, value=value, fix=fix, count=len(data))


def _ragged(seen: Scan) -> Iterator[Finding]:
    real = [odd for odd in seen.ragged.first if not _is_footnote(odd, seen)]
    if real:
        count = seen.ragged.count - (len(seen.ragged.first) - len(real))
        fix = f"{_rows(Kind(count, real))}행을 {seen.named}칸으로 · give these rows {seen.named} cells"
        first = real[0]
        width, cells = seen.named, len(first.cells)
        value = _show(first.cells)
        yield finding("ragged-rows", row=first.row, value=value, fix=fix, width=width, count=count, cells=cells)


def _totals(seen: Scan) -> Iterator[Finding]:
    if seen.totals.count:
        first = seen.totals.first[0]
        fix = f"{_rows(seen.totals)}행 삭제 · delete these rows"
        yield finding("total-rows", row=first.row, value=_show(first.cells), fix=fix, count=seen.totals.count)


def _notes(seen: Scan) -> Iterator[Finding]:
    rows = {odd.row: odd for odd in (*seen.ragged.first, *seen.lonely.first) if _is_footnote(odd, seen)}
    if rows:
        notes = Kind(len(rows), [rows[row] for row in sorted(rows)])
        first = notes.first[0]
        fix = f"{_rows(notes)}행 삭제 · delete these rows"
        yield finding("footnotes", row=first.row, value=_show(first.cells), fix=fix, count=notes.count)


def _is_footnote(odd: Oddity, seen: Scan) -> bool:
    """A marked note anywhere, or the last written row when its only cell holds a sentence."""
    if is_note(odd.cells):
        return True
    written = [cell.strip() for cell in odd.cells if cell.strip()]
    sentence = len(written) == 1 and len(written[0]) > LONG_NOTE and " " in written[0]
    return seen.named > 2 and sentence and odd.row == seen.last_filled


def _blanks(header: Header, seen: Scan) -> Iterator[Finding]:
    if seen.records > seen.last_filled:
        row = seen.last_filled + 1
        fix = f"{row}–{seen.records}행 삭제 · delete rows {row}–{seen.records}"
        yield finding("blank-trailing-rows", row=row, fix=fix, count=seen.records - seen.last_filled)
    if not seen.ragged.count and (columns := max(len(header.labels), seen.widest) - seen.named) > 0:
        fix = f"{seen.named + 1}열부터 삭제 · delete columns from {seen.named + 1}"
        yield finding("blank-trailing-columns", fix=fix, count=columns, column=seen.named + 1)


def _mixed(ends: Ends) -> Iterator[Finding]:
    if ends.kinds > 1:
        yield finding("mixed-line-ends", crlf=ends.crlf, lf=ends.lf, cr=ends.cr)
