"""Which row a byte or character belongs to: rows are CSV records, a line break inside quotes does not end one."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from govinnov.gate.encoding import chunks

NEWLINE, QUOTE = 10, 34


def row_of_offset(path: Path, offset: int) -> int:
    """Row (from 1) in which the byte at ``offset`` stands, counting line feeds outside of quotation marks."""
    rows, open_quote, left = 1, 0, offset
    for piece in chunks(path):
        part = np.frombuffer(piece[:left], np.uint8)
        quoted = (np.cumsum(part == QUOTE) + open_quote) & 1
        rows += int(((part == NEWLINE) & (quoted == 0)).sum())
        open_quote = int(quoted[-1]) if len(quoted) else open_quote
        left -= len(piece)
        if left <= 0:
            break
    return rows
