"""What passes between the steps of the gate: small frozen records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Level = Literal["file", "table", "header", "row", "cell"]
Severity = Literal["error", "confirm", "info"]

#: A Table Schema descriptor as frictionless reads it, plus our own keys under ``govinnov:``.
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the gate found in a file or a text: data, never an exception.

    ``row`` counts as frictionless counts (the header is row 1). ``value`` is masked when it is personal.
    ``severity`` decides: ``error`` holds the file, ``confirm`` holds until a steward says yes, ``info`` never holds.
    """

    code: str
    level: Level
    severity: Severity
    message_ko: str
    message_en: str
    row: int | None = None
    field: str | None = None
    value: str | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they came, on disk, with their address.

    ``name`` is what the sender called the file and is never trusted for its format.
    """

    path: Path
    name: str
    sha256: str
    size: int


#: First row, first column, last row, last column; all from 1.
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as delimited UTF-8 text (no BOM) on disk; every format arrives here.

    ``header_row`` is the 1-based row of the labels; rows above it are title rows.
    ``labels`` are the column names as decoded; ``rows`` counts data rows. ``member`` names the sheet or the file of
    an archive that it came from; ``merged`` are the ranges a workbook merged.
    """

    path: Path
    labels: tuple[str, ...]
    rows: int
    delimiter: str = ","
    quotechar: str = '"'
    header_row: int = 1
    member: str | None = None
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A received file read into tables, or refused: then ``tables`` is empty and a finding says why.

    ``text_sha256`` is the hash of the decoded text in UTF-8 without BOM; None when refused or not a text format.
    ``texts`` are what the file says outside of its tables (comments, names, wrappers), by where: they are screened too.
    """

    format: str | None
    encoding: str | None
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    text_sha256: str | None = None
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Validated:
    """What frictionless says of a table: its own report descriptor, and the same as findings.

    ``valid`` is frictionless's own word; ``findings`` carry also ours (lenient forms with canonical values as fix).
    """

    valid: bool
    report: dict[str, Any]
    findings: tuple[Finding, ...] = field(default_factory=tuple)
