"""CSV tables with named columns, in UTF-8 or CP949."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from govinnov.dispatch.errors import InputError

Row = dict[str, str]


def rows(path: Path, *needed: tuple[str, ...], only: Collection[str] | None = None) -> Iterator[tuple[int, Row]]:
    """Lines of a table with their numbers; names of columns in lower case.

    Args:
        path: The table.
        needed: Sets of columns, of which one must be whole; none asks for nothing.
        only: Columns that may be looked at; all of them when None.

    Raises:
        InputError: ``unreadable``, or ``missing-column``.
    """
    return rows_of(_bytes(path), path.name, *needed, only=only)


def rows_of(
    data: bytes, file: str, *needed: tuple[str, ...], only: Collection[str] | None = None
) -> Iterator[tuple[int, Row]]:
    """The same of a table that is no file: its bytes, and what it is called."""
    table = lines(_text(data, file), file)
    header = [name.strip().lower() for _, cells in islice(table, 1) for name in cells]
    if needed and not any(set(names) <= set(header) for names in needed):
        raise InputError("missing-column", 1, file, columns=" / ".join(", ".join(names) for names in needed))
    kept = [at for at, name in enumerate(header) if only is None or name in only]
    for line, cells in table:
        if any(cells):
            yield line, {header[at]: cells[at].strip() for at in kept if at < len(cells)}


def lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Cells of every line of CSV, with the number of the line that they end in.

    Raises:
        InputError: ``unreadable``: a cell without end.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InputError("unreadable", reader.line_num, file, why=str(error)) from error


def number(row: Row, name: str) -> float | None:
    """A cell as a number; None where it is none."""
    try:
        return float(row[name])
    except (KeyError, ValueError):
        return None


def text_of(path: Path) -> str:
    """Text of a file in UTF-8 or CP949.

    Raises:
        InputError: ``unreadable``.
    """
    return _text(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error


def _text(data: bytes, file: str) -> str:
    try:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp949")
    except UnicodeDecodeError as error:
        raise InputError("unreadable", file=file, why=type(error).__name__) from error
