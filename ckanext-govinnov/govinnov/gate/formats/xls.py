"""XLS: the workbooks of Excel 97–2003, read by xlrd in a child process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.formats.cells import Cell, SheetWriter
from govinnov.gate.formats.unsupported import AS_TABLE, refuse
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Range, Received, Table
from govinnov.gate.sandbox import parse as in_child

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names of streams inside a compound file, and what they make of it.
STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("FileHeader", "HWP"),
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)


class Xls:
    """Compound files of Microsoft; only workbooks are read."""

    name = "xls"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for the first bytes of a compound file."""
        return head.startswith(OLE)

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Parse workbooks in a child process, refuse the others by their name."""
        kind = _kind(received.path)
        if kind == "encrypted":
            return Decoded("xlsx", None, findings=(finding("file-encrypted", member=received.name),))
        if kind != "xls":
            return refuse(kind, AS_TABLE)
        return in_child("xls", received.path, workdir, limits)


def _kind(path: Path) -> str:
    content = path.read_bytes()
    return next((kind for stream, kind in STREAMS if stream.encode("utf-16-le") in content), "OLE")


def parse(path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Read all sheets, hidden ones too; runs in the child process."""
    import io
    import struct

    import xlrd

    damages = (
        xlrd.XLRDError,
        xlrd.compdoc.CompDocError,
        struct.error,
        LookupError,
        ValueError,
        AssertionError,
        TypeError,
    )
    try:
        book = xlrd.open_workbook(path, formatting_info=True, on_demand=True, logfile=io.StringIO())
        tables, findings = _sheets(book, workdir)
    except damages as error:
        if "encrypted" in str(error).casefold():
            return Decoded("xls", None, findings=(finding("file-encrypted", member=path.name),))
        return Decoded("xls", None, findings=(finding("file-damaged", format="XLS", reason=type(error).__name__),))
    return Decoded("xls", None, tables, tuple(findings) if tables else (*findings, finding("no-table")))


def _sheets(book: Any, workdir: Path) -> tuple[tuple[Table, ...], list[Finding]]:
    tables: list[Table] = []
    findings: list[Finding] = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        writer = SheetWriter(workdir / f"sheet{number + 1}.csv", sheet.name)
        if not writer.write(_rows(book, sheet)):
            continue
        tables.append(Table(writer.path, (), 0, member=sheet.name, merged=tuple(_merged(sheet))))
        findings += writer.findings()
        if sheet.visibility:
            findings.append(finding("hidden-sheet", value=sheet.name))
    return tuple(tables), findings


def _merged(sheet: Any) -> Iterator[Range]:
    for top, bottom, left, right in sheet.merged_cells:
        yield top + 1, left + 1, bottom, right


def _rows(book: Any, sheet: Any) -> Iterator[list[Cell]]:
    for number in range(sheet.nrows):
        yield [_cell(book, cell) for cell in sheet.row(number)]


def _cell(book: Any, cell: Any) -> Cell:
    """One cell in openpyxl's terms."""
    import xlrd

    number_format = _format(book, cell)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(book, cell.value), number_format, "d"
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value), number_format, "b"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERR"), number_format, "e"
    blank = cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    return (None if blank else cell.value), number_format, "n"


def _date(book: Any, value: float) -> Any:
    """A date, or a time when the day is 0; a number where Excel itself knows no date."""
    import xlrd

    try:
        moment = xlrd.xldate_as_datetime(value, book.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return value
    return moment.time() if 0 <= value < 1 else moment


def _format(book: Any, cell: Any) -> str:
    if cell.xf_index is None:
        return "General"
    return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
