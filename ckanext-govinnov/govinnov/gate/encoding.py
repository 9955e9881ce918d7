"""Which encoding a text has, by the rule over the whole file: a BOM, UTF-16 by its NULs, UTF-8, CP949, or refused."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from govinnov.gate.ambiguity import Doubt, first_doubt
from govinnov.gate.bom import without

CHUNK = 4 << 20
NUL_SHARE = 0.20

#: Longest first: the BOM of UTF-32 LE begins with that of UTF-16 LE.
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text's encoding as Python names it, and how many bytes of BOM stand before it, once or several times."""

    encoding: str
    bom: int = 0


@dataclass(frozen=True, slots=True)
class Undecodable:
    """No encoding of the rule reads the file: ``offset`` (bytes) is where the one that came furthest failed."""

    offset: int
    encoding: str


@dataclass(frozen=True, slots=True)
class _Census:
    """What one pass over the bytes counts: NULs at even and odd offsets, and the longest UTF-8 sequences."""

    size: int
    nul_even: int
    nul_odd: int
    wide: bool
    ascii: bool


def chunks(path: Path, skip: int = 0) -> Iterator[bytes]:
    """Read a file in pieces of 4 MiB (an even number of bytes), from ``skip`` on."""
    with path.open("rb") as stream:
        stream.seek(skip)
        while piece := stream.read(CHUNK):
            yield piece


def determine(path: Path) -> Text | Doubt | Undecodable:
    """Apply the rule to the whole file; nothing is guessed from a sample."""
    if text := _by_bom(path):
        failed = failure(path, text)
        return text if failed is None else Undecodable(failed, text.encoding)
    census = _count(path)
    if utf16 := _by_nuls(census):
        failed = failure(path, Text(utf16))
        return Text(utf16) if failed is None else Undecodable(failed, utf16)
    return _by_bytes(path, census)


def _by_bom(path: Path) -> Text | None:
    head = next(chunks(path), b"")[:64]
    marked = ((encoding, len(head) - len(without(head, bom))) for bom, encoding in BOMS)
    return next((Text(encoding, length) for encoding, length in marked if length), None)


def _count(path: Path) -> _Census:
    size = even = odd = 0
    wide, only_ascii = False, True
    for piece in chunks(path):
        codes = np.frombuffer(piece, np.uint8)
        size += len(piece)
        if piece.find(0) >= 0:
            even += int((codes[0::2] == 0).sum())
            odd += int((codes[1::2] == 0).sum())
        only_ascii = only_ascii and piece.isascii()
        wide = wide or bool((codes >= 0xE0).any())
    return _Census(size, even, odd, wide, only_ascii)


def _by_nuls(census: _Census) -> str | None:
    half = census.size / 2
    if census.nul_even > NUL_SHARE * half and census.nul_even >= census.nul_odd:
        return "utf-16-be"
    return "utf-16-le" if census.nul_odd > NUL_SHARE * half else None


def _by_bytes(path: Path, census: _Census) -> Text | Doubt | Undecodable:
    utf8 = None if census.ascii or _is_utf8(path) else failure(path, Text("utf-8"))
    if utf8 is None and (census.ascii or census.wide):
        return Text("utf-8")
    cp949 = failure(path, Text("cp949"))
    if utf8 is not None:
        return Text("cp949") if cp949 is None else _furthest(utf8, cp949)
    doubt = first_doubt(path) if cp949 is None else None
    return doubt or Text("utf-8")


def _is_utf8(path: Path) -> bool:
    """Whether the whole file is UTF-8: four times as fast as ``failure``, which also says where it is not."""
    held = b""
    try:
        for piece in chunks(path):
            text = held + piece
            end = len(text) - _unfinished_bytes(text)
            pl.Series([text[:end]], dtype=pl.Binary).cast(pl.String)
            held = text[end:]
    except pl.exceptions.PolarsError:
        return False
    return not held


def _unfinished_bytes(text: bytes) -> int:
    """How many bytes at the end begin a character of which more bytes must follow."""
    for back in range(1, min(4, len(text)) + 1):
        lead = text[-back]
        if lead >= 0xC0:
            width = 2 + (lead >= 0xE0) + (lead >= 0xF0)
            return back if width > back else 0
        if lead < 0x80:
            return 0
    return 0


def _furthest(utf8: int, cp949: int) -> Undecodable:
    return Undecodable(utf8, "utf-8") if utf8 >= cp949 else Undecodable(cp949, "cp949")


def failure(path: Path, text: Text) -> int | None:
    """Byte offset of the first byte that ``text.encoding`` cannot read, or None: it reads the whole file."""
    name = "utf-8" if text.encoding == "utf-8-sig" else text.encoding
    decoder = codecs.getincrementaldecoder(name)("strict")
    done = text.bom
    for piece in chunks(path, text.bom):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return done - held + error.start
        done += len(piece)
    return _unfinished(decoder, done)


def _unfinished(decoder: codecs.IncrementalDecoder, done: int) -> int | None:
    held = len(decoder.getstate()[0])
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done - held
    return None
