"""One module per file format; the first that recognises a file's content reads it."""

from __future__ import annotations

from govinnov.gate.formats.delimited import Delimited
from govinnov.gate.ports import Format

FORMATS: tuple[Format, ...] = (Delimited(),)
