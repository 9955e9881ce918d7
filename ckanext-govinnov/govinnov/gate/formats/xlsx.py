"""XLSX: every sheet a table, read by openpyxl in a child process after a look for what it would not show."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.formats.cells import SheetWriter
from govinnov.gate.formats.ooxml import Parts, inspect
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Received, Table
from govinnov.gate.sandbox import parse as in_child

WORKBOOK = "xl/workbook.xml"


class Xlsx:
    """Workbooks of the Office Open XML kind."""

    name = "xlsx"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for the workbook part inside the archive."""
        return head.startswith(b"PK") and _has_workbook(path)

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Parse in a child process."""
        return in_child("xlsx", received.path, workdir, limits)


def _has_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def parse(path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Read all sheets, hidden ones too; runs in the child process."""
    parts = inspect(path, limits)
    if any(found.severity == "error" for found in parts.findings):
        return Decoded("xlsx", None, findings=parts.findings, texts=parts.texts)
    try:
        tables, findings = _sheets(path, workdir, parts)
    except _damages() as error:
        damaged = finding("file-damaged", format="XLSX", reason=type(error).__name__)
        return Decoded("xlsx", None, findings=(*parts.findings, damaged))
    found = (*parts.findings, *findings) if tables else (*parts.findings, finding("no-table"))
    return Decoded("xlsx", None, tables, found, texts=parts.texts)


def _damages() -> tuple[type[Exception], ...]:
    """What openpyxl and its helpers raise for workbooks that are not as they should be."""
    import zlib
    from xml.etree.ElementTree import ParseError

    from openpyxl.utils.exceptions import InvalidFileException

    return (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        SyntaxError,
        InvalidFileException,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        OverflowError,
    )


def _sheets(path: Path, workdir: Path, parts: Parts) -> tuple[tuple[Table, ...], list[Finding]]:
    from openpyxl import load_workbook

    tables: list[Table] = []
    findings: list[Finding] = []
    # From a stream: openpyxl refuses a path by its ending, and ours tell nothing.
    workbook: Any = load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    for number, sheet in enumerate(workbook.worksheets, start=1):
        writer = SheetWriter(workdir / f"sheet{number}.csv", sheet.title)
        sheet.reset_dimensions()
        if not writer.write(_rows(sheet)):
            continue
        part = sheet._worksheet_path.lstrip("/")
        tables.append(Table(writer.path, (), 0, member=sheet.title, merged=parts.merged.get(part, ())))
        findings += [*writer.findings(), *parts.formulas(part, sheet.title), *_hidden(sheet)]
    return tuple(tables), findings


def _rows(sheet: Any) -> Iterator[list[tuple[Any, str, str]]]:
    """Every row of a sheet as (value, number format, kind) per cell; rows that the file leaves out come blank."""
    for row in sheet.iter_rows():
        yield [(cell.value, getattr(cell, "number_format", "General"), cell.data_type or "n") for cell in row]


def _hidden(sheet: Any) -> Iterator[Finding]:
    if sheet.sheet_state != "visible":
        yield finding("hidden-sheet", value=sheet.title)
