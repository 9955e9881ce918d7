"""GZIP: one file packed, decoded by its own format; bombs and cut streams refused."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.formats.nested import combine, decode_member
from govinnov.gate.limits import MIB, Limits
from govinnov.gate.model import Decoded, Received


class Gzip:
    """Files packed by gzip."""

    name = "gzip"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for gzip's first bytes."""
        return head.startswith(b"\x1f\x8b")

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Unpack as much as the limits allow, and decode that."""
        if limits.archive_depth < 1:
            deep = finding("archive-too-deep", member=received.name)
            return Decoded(self.name, None, findings=(deep,))
        inner = received.name.removesuffix(".gz")
        folder = workdir / "unpacked"
        folder.mkdir()
        try:
            with gzip.open(received.path) as stream:
                one = decode_member(stream, inner, folder, _inner_limits(received, limits))
        except (gzip.BadGzipFile, zlib.error, EOFError):
            return Decoded(self.name, None, findings=(finding("archive-broken", member=received.name),))
        return combine([(inner, one)], self.name)


def _inner_limits(received: Received, limits: Limits) -> Limits:
    """What may come out: bounded by the ratio to what came in."""
    allowed = min(limits.archive_bytes, max(MIB, received.size * limits.archive_ratio))
    return replace(limits, archive_depth=limits.archive_depth - 1, file_bytes=allowed)
