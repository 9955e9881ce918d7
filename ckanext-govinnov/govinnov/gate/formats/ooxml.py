"""Look through a workbook's parts for what a reader would not show: DOCTYPEs, bombs, macros, notes, merged cells."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

from govinnov.gate.codes import finding
from govinnov.gate.formats.archive import refuse_archive
from govinnov.gate.formats.cells import column_name
from govinnov.gate.limits import Limits
from govinnov.gate.model import Finding, Range

#: Parts that hold data or programs which no step of the gate can read.
UNREADABLE = re.compile(
    r"xl/(?:pivotCache/pivotCacheRecords|vbaProject|embeddings/|externalLinks/externalLink|activeX/)"
)
#: Parts whose texts people see or find: comments, drawings, properties.
TEXTS = re.compile(r"xl/(?:comments|threadedComments/|drawings/[^_]*\.xml|charts/[^_]*\.xml)|docProps/core\.xml")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
REF = re.compile(r"([A-Z]{1,3})(\d+)")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"')
#: A cell with a formula and no value after it; a text (``t="str"``) may be computed to nothing.
BARE = re.compile(
    rb'<(?:\w+:)?c\b([^>]*?\br="([A-Z]+\d+)"[^>]*)>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)
SHOWN_TEXT = 20_000
PIECE = 1 << 16


@dataclass(slots=True)
class Parts:
    """What a workbook's parts told; sheets by the name of their part."""

    findings: tuple[Finding, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    merged: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    bare: dict[str, list[str]] = field(default_factory=dict)

    def formulas(self, part: str, title: str) -> Iterator[Finding]:
        """Say where the first formula without a computed value stands."""
        if found := self.bare.get(part):
            row, column = position(found[0])
            letters = column_name(column)
            yield finding("formula-without-value", row=row, field=letters, sheet=title, count=len(found))


class _DoctypeError(Exception):
    """An XML part declares a DOCTYPE."""


def inspect(path: Path, limits: Limits) -> Parts:
    """Look into every part of a workbook once."""
    try:
        with zipfile.ZipFile(path) as archive:
            if refused := refuse_archive(archive, limits):
                return Parts(findings=refused)
            return _inspect(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        expat.ExpatError,
    ) as error:
        return Parts(findings=(finding("file-damaged", format="XLSX", reason=type(error).__name__),))


def _inspect(archive: zipfile.ZipFile) -> Parts:
    names = archive.namelist()
    unreadable = [finding("hidden-content", value=name, member=name) for name in names if UNREADABLE.match(name)]
    doctypes = [finding("xml-doctype", member=name) for name in names if _has_doctype(archive, name)]
    parts = Parts(findings=(*unreadable, *doctypes))
    if doctypes:
        return parts
    for name in filter(SHEET.fullmatch, names):
        text = archive.read(name)
        parts.merged[name] = tuple(_range(match) for match in MERGED.finditer(text))
        parts.bare[name] = [match[2].decode() for match in BARE.finditer(text) if not _is_blank_text(match)]
    parts.texts = tuple((name, _text(archive.read(name))) for name in filter(TEXTS.match, names))
    return parts


def _is_blank_text(cell: re.Match[bytes]) -> bool:
    return cell[3] is not None and b't="str"' in cell[1]


def _has_doctype(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether an XML part declares a DOCTYPE: it would have to before its first element."""
    if not name.endswith((".xml", ".rels", ".vml")):
        return False
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    seen: list[str] = []
    parser.StartElementHandler = lambda tag, attributes: seen.append(tag)
    with archive.open(name) as stream:
        try:
            while not seen and (piece := stream.read(PIECE)):
                parser.Parse(piece, False)
        except _DoctypeError:
            return True
    return False


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeError


def _range(match: re.Match[bytes]) -> Range:
    return (*position(match[1].decode()), *position(match[2].decode()))


def position(ref: str) -> tuple[int, int]:
    """Row and column (from 1) of a cell reference such as B7."""
    match = REF.fullmatch(ref)
    if match is None:
        return 1, 1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _text(part: bytes) -> str:
    root = fromstring(part, forbid_dtd=True)
    return " ".join(text.strip() for text in root.itertext() if text.strip())[:SHOWN_TEXT]
