"""Every extension point of the gate, as Protocols."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from govinnov.gate.model import Decoded, Received

if TYPE_CHECKING:
    from govinnov.gate.screen.column import Column
    from govinnov.gate.screen.hit import Hit
    from govinnov.gate.screen.settings import ScreenSettings


class Format(Protocol):
    """One file format: a module under ``formats/`` that reads bytes into tables, or says in a finding why not."""

    name: str

    def recognises(self, head: bytes, path: Path) -> bool:
        """Tell from content alone (``head`` = the first 64 KiB) whether this format reads the file."""
        ...

    def decode(self, received: Received, workdir: Path) -> Decoded:
        """Read the file into tables written below ``workdir``; never raise for bad data."""
        ...


class Detector(Protocol):
    """One kind of thing that must not be public: a small module under ``screen/``.

    ``pattern`` is a Rust regular expression that every plain text with a hit matches: it sorts out, ``find`` decides.
    """

    pattern: str

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Yield every hit in one plain text (see ``screen.plain``); values are masked when personal."""
        ...
