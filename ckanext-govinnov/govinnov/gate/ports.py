"""Every extension point of the gate, as Protocols."""

from __future__ import annotations

import re
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
        """Tell from content alone (``head`` = the first 64 KiB, UTF-16 turned into UTF-8) whether this format reads the file."""
        ...

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Read the file into tables written below ``workdir``, within ``limits``; never raise for bad data."""
        ...


class Detector(Protocol):
    """One kind of thing that must not be public: a small module under ``screen/``.

    Patterns are Rust regular expressions that sort out at full speed; ``find`` decides.
    """

    @property
    def gate(self) -> str | None:
        """What some cell of a chunk holds if any cell there has a hit; "" asks nothing, None is never met."""
        ...

    @property
    def named(self) -> re.Pattern[str] | None:
        """Labels of columns that are looked through whether the gate is met or not."""
        ...

    @property
    def pattern(self) -> str:
        """What every text with a hit matches."""
        ...

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Yield every hit in one text; values are masked when personal."""
        ...
