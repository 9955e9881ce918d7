"""Every extension point of the gate, as Protocols."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from govinnov.gate.model import Decoded, Received


class Format(Protocol):
    """One file format: a module under ``formats/`` that reads bytes into tables, or says in a finding why not."""

    name: str

    def recognises(self, head: bytes, path: Path) -> bool:
        """Tell from content alone (``head`` = the first 64 KiB) whether this format reads the file."""
        ...

    def decode(self, received: Received, workdir: Path) -> Decoded:
        """Read the file into tables written below ``workdir``; never raise for bad data."""
        ...
