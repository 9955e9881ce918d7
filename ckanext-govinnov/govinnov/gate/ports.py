"""Every extension point of the gate, as Protocols."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received

if TYPE_CHECKING:
    from govinnov.gate.screen.column import Column
    from govinnov.gate.screen.hit import Hit
    from govinnov.gate.screen.settings import ScreenSettings


class Format(Protocol):
    """One file format: a module under ``formats/`` that reads bytes into tables, or says in a finding why not."""

    name: str

    def recognises(self, head: bytes, path: Path) -> bool:
        """Tell from content alone whether this format reads the file; ``head`` is its first 64 KiB, UTF-16 as UTF-8."""
        ...

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Read the file into tables written below ``workdir``, within ``limits``; never raise for bad data."""
        ...


class Detector(Protocol):
    """One kind of thing that must not be public: a small module under ``screen/``."""

    def pattern(self, column: Column) -> str | None:
        """The Rust regular expression that every text with a hit matches; None where this column has no hits.

        It sorts out at full speed, all detectors' patterns in one pass; ``find`` decides.
        """
        ...

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Yield every hit in one text that matches the pattern; values are masked when personal."""
        ...
