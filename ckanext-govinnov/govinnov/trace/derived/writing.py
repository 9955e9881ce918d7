"""A folder of tables: the same tables give the same bytes, and what is as before is not written again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from govinnov.trace.derived.building import Table
from govinnov.trace.rehearsal.marked import WORD

MANIFEST = "tables.json"


def write(folder: Path, tables: Iterable[Table], known_at: datetime, *, rehearsal: bool = False) -> dict[str, Any]:
    """Write tables, and last of all the manifest that names them; a file of which nothing changed stays as it is.

    Args:
        folder: Is made if it is not there; other files in it stay.
        tables: What to write.
        known_at: As of when it holds.
        rehearsal: Then each file's name and first column say so.

    Returns:
        The manifest: ``known_at``, ``rehearsal``, and under ``tables`` by name ``file``, ``rows`` and ``sha256``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [_file(table, rehearsal=rehearsal) for table in tables]
    for one in files:
        put(folder / one.name, one.data)
    manifest = _manifest(files, known_at, rehearsal=rehearsal)
    put(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return manifest


def described(tables: Iterable[Table], known_at: datetime, *, rehearsal: bool) -> dict[str, Any]:
    """What the manifest of some tables says."""
    return _manifest((_file(table, rehearsal=rehearsal) for table in tables), known_at, rehearsal=rehearsal)


def named(name: str, *, rehearsal: bool) -> str:
    """The file of a table."""
    return f"{WORD}-{name}.csv" if rehearsal else f"{name}.csv"


def content(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, rehearsal: bool) -> bytes:
    """A table as CSV in UTF-8; the first column of a rehearsal's says what it is."""
    first, stream = [WORD] if rehearsal else [], io.StringIO(newline="")
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow([*first, *columns])
    lines.writerows([*first, *(cell(row.get(name)) for name in columns)] for row in rows)
    return stream.getvalue().encode()


def cell(value: Any) -> str:
    """A value as it stands in a table: moments in UTC, nothing as nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def put(path: Path, data: bytes) -> None:
    """Put a file in its place at once, or leave the one that is the same."""
    if path.is_file() and path.read_bytes() == data:
        return
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


class _File(NamedTuple):
    """A table as a file: its name, and its bytes."""

    table: Table
    name: str
    data: bytes


def _file(table: Table, *, rehearsal: bool) -> _File:
    data = content(table.columns, table.rows, rehearsal=rehearsal)
    return _File(table, named(table.name, rehearsal=rehearsal), data)


def _manifest(files: Iterable[_File], known_at: datetime, *, rehearsal: bool) -> dict[str, Any]:
    told = {one.table.name: _described(one) for one in files}
    return {"known_at": cell(known_at), "rehearsal": rehearsal, "tables": told}


def _described(one: _File) -> dict[str, Any]:
    return {"file": one.name, "rows": len(one.table.rows), "sha256": hashlib.sha256(one.data).hexdigest()}
