"""Read a received file into tables with the first format that recognises its content; its name decides nothing."""

from __future__ import annotations

import codecs
from pathlib import Path

from govinnov.gate.bom import without
from govinnov.gate.formats.registry import FORMATS
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received

HEAD = 1 << 16
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(received: Received, workdir: Path, limits: Limits) -> Decoded:
    """Decode a file; what cannot be read comes back without tables and with a finding that says why."""
    head = narrow_head(received.path)
    chosen = next(format_ for format_ in FORMATS if format_.recognises(head, received.path))
    return chosen.decode(received, workdir, limits)


def narrow_head(path: Path) -> bytes:
    """The first 64 KiB without BOM; UTF-16 and UTF-32 turned into UTF-8, so that formats look for plain ASCII signs."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    for bom, encoding in WIDE:
        if head.startswith(bom):
            return head.decode(encoding, "ignore").encode("utf-8")
    if len(head) >= 2 and 0 in head[:2]:
        encoding = "utf-16-le" if head[1] == 0 else "utf-16-be"
        text = head.decode(encoding, "ignore")
        return text.encode("utf-8", "ignore") if text[:1].isprintable() and text[:1].isascii() else head
    return without(head, codecs.BOM_UTF8)
