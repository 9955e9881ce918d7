"""Rows of a workbook, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def xlsx_rows(path: Path) -> Iterator[list[str]]:
    """The first sheet's rows as text; whole numbers without a decimal point, dates as ISO text.

    The file's name says nothing: an address need not end in ``.xlsx``.

    Raises:
        BadZipFile, KeyError, ValueError: It is no workbook.
    """
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_text(cell) for cell in row]
        finally:
            book.close()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
