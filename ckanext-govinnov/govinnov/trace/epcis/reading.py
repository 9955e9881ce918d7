"""Bytes → document: JSON-LD or XML by the first sign, never by the file's name."""

from __future__ import annotations

from pathlib import Path

from govinnov.trace.epcis import jsonld, xml
from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.limits import FILE_BYTES
from govinnov.trace.epcis.model import Document, Format, Unreadable
from govinnov.trace.findings import finding

_SPACE = b" \t\r\n"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_file(path: Path) -> Document | Unreadable:
    """Read one file; what can't be read is told, never raised.

    Raises:
        OSError: The file can't be opened.
    """
    if path.stat().st_size > FILE_BYTES:
        return Unreadable((finding("file-too-large", limit=FILE_BYTES),))
    return read(path.read_bytes())


def read(raw: bytes) -> Document | Unreadable:
    """Read the bytes of one document."""
    kind = _format(raw)
    if kind is None:
        return Unreadable((finding("format-unknown" if raw.strip(_SPACE) else "file-empty"),))
    try:
        return (jsonld if kind == "epcis-jsonld" else xml).read(raw)
    except UnreadableError as error:
        return Unreadable((error.found,), kind)


def _format(raw: bytes) -> Format | None:
    """JSON begins with a bracket, XML with an angle, after any byte order mark and spaces."""
    start = raw[:1024]
    for mark in _BOMS:
        start = start.removeprefix(mark)
    first = start.replace(b"\0", b"").lstrip(_SPACE)[:1]
    if first in (b"{", b"["):
        return "epcis-jsonld"
    return "epcis-xml" if first == b"<" else None
