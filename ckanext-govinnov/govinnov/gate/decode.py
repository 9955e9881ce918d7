"""Read a received file into tables with the first format that recognises its content; its name decides nothing."""

from __future__ import annotations

from pathlib import Path

from govinnov.gate.formats import FORMATS
from govinnov.gate.model import Decoded, Received

HEAD = 1 << 16


def decode(received: Received, workdir: Path) -> Decoded:
    """Decode a file; what cannot be read comes back without tables and with a finding that says why."""
    with received.path.open("rb") as stream:
        head = stream.read(HEAD)
    chosen = next(format_ for format_ in FORMATS if format_.recognises(head, received.path))
    return chosen.decode(received, workdir)
