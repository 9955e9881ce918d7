"""Turn a text of a known encoding into UTF-8 without BOM on disk, line ends kept, and hash it."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govinnov.gate.ambiguity import Doubt
from govinnov.gate.codes import finding
from govinnov.gate.encoding import Text, Undecodable, chunks, determine
from govinnov.gate.likeness import unlikely
from govinnov.gate.lost import lost_characters
from govinnov.gate.model import Finding, Received
from govinnov.gate.records import row_of_offset


@dataclass(frozen=True, slots=True)
class Utf8:
    """Decoded text on disk, or why there is none: then ``path`` is None and a finding says why."""

    path: Path | None
    encoding: str | None
    sha256: str | None
    findings: tuple[Finding, ...] = ()


def to_utf8(received: Received, workdir: Path) -> Utf8:
    """Decode the whole file by the encoding rule; UTF-8 without BOM stays where it is."""
    text = determine(received.path)
    if not isinstance(text, Text):
        return Utf8(None, None, None, (refusal(received.path, text),))
    if text == Text("utf-8"):
        path, sha256 = received.path, received.sha256
    else:
        path = workdir / f"{received.sha256[:16]}.csv"
        sha256 = transcode(received.path, text, path)
    found = (*(unlikely(path) if text.encoding == "cp949" else ()), *lost_characters(path))
    return Utf8(path, text.encoding, sha256, found)


def transcode(source: Path, text: Text, target: Path) -> str:
    """Write ``source`` as UTF-8 to ``target`` and return the sha256 of what was written."""
    digest = hashlib.sha256()
    with target.open("wb") as stream:
        for piece in utf8_pieces(source, text):
            digest.update(piece)
            stream.write(piece)
    return digest.hexdigest()


def utf8_pieces(source: Path, text: Text) -> Iterator[bytes]:
    """Give the text after its BOM as pieces of UTF-8; each ends at a character's end."""
    name = "utf-8" if text.encoding == "utf-8-sig" else text.encoding
    decoder = codecs.getincrementaldecoder(name)("strict")
    for piece in chunks(source, text.bom):
        yield decoder.decode(piece).encode("utf-8")


def refusal(path: Path, why: Doubt | Undecodable) -> Finding:
    """Say where and why a text cannot be decoded, with both readings when it is ambiguous."""
    row = row_of_offset(path, why.offset)
    if isinstance(why, Doubt):
        return finding("encoding-ambiguous", row=row, value=why.utf8, fix=why.cp949, utf8=why.utf8, cp949=why.cp949)
    return finding("encoding-refused", row=row, value=f"{why.encoding}@{why.offset}", offset=why.offset)
