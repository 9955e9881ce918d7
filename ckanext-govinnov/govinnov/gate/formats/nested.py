"""Decode what stands inside an archive, and put several members together as one file with several tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from gzip import GzipFile
from pathlib import Path
from typing import IO

from govinnov.gate.codes import finding
from govinnov.gate.decide import placed
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received

PIECE = 1 << 20


def decode_member(stream: IO[bytes] | GzipFile, name: str, folder: Path, limits: Limits) -> Decoded:
    """Unpack one member to disk, at most ``limits.file_bytes``, and decode it by its own content."""
    from govinnov.gate.decode import decode

    received = unpack(stream, name, folder / "content", limits.file_bytes)
    if received is None:
        return Decoded(None, None, findings=(finding("archive-too-large", member=name, limit=limits.file_bytes),))
    if not received.size:
        return Decoded(None, None, findings=(finding("file-empty"),))
    return decode(received, folder, limits)


def unpack(stream: IO[bytes] | GzipFile, name: str, target: Path, limit: int) -> Received | None:
    """Write a stream to disk and hash it; None when it has more than ``limit`` bytes."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > limit:
                return None
            digest.update(piece)
            file.write(piece)
    return Received(path=target, name=name, sha256=digest.hexdigest(), size=size)


def combine(members: Sequence[tuple[str, Decoded]], container: str) -> Decoded:
    """One decoded file of all members; their names go with their tables, and are texts to screen too."""
    formats = {decoded.format for _, decoded in members}
    encodings = {decoded.encoding for _, decoded in members}
    tables = tuple(replace(table, member=_join(name, table.member)) for name, one in members for table in one.tables)
    alone = len(members) == 1
    return Decoded(
        format=formats.pop() if len(formats) == 1 else container,
        encoding=encodings.pop() if len(encodings) == 1 else None,
        tables=tables,
        findings=tuple(placed(found, None if alone else name) for name, one in members for found in one.findings),
        text_sha256=members[0][1].text_sha256 if alone else None,
        texts=(*((name, name) for name, _ in members), *(text for _, one in members for text in one.texts)),
    )


def _join(name: str, member: str | None) -> str:
    return f"{name} › {member}" if member else name
