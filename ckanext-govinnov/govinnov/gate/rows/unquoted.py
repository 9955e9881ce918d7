"""Strictly quoted text rewritten without its quotes, for rows of unequal width."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from govinnov.gate.model import Table
from govinnov.gate.rows import lines
from govinnov.gate.rows.batch import Batch

_LF, _CR = 10, 13
#: Signs that stand in for borders once the quotes are gone; text that holds them is not read here.
_CELL, _ROW = 0x1F, 0x1E

Flags = npt.NDArray[np.bool_]
Signs = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


def read(signs: Signs, quotes: Places, table: Table, first: int, width: int) -> Batch | None:
    """Read whole rows; None when the stand-in signs would not be true to their text."""
    if np.isin(signs, (_CELL, _ROW)).any():
        return None
    inside = (np.cumsum(signs == ord(table.quotechar), dtype=np.uint8) & 1).astype(bool)
    text = signs.copy()
    text[(signs == ord(table.delimiter)) & ~inside] = _CELL
    text[(signs == _LF) & ~inside] = _ROW
    kept = text[_kept(signs, quotes, inside)].tobytes()
    # A blank line and an empty quoted cell look alike now; a return at a cell's end would be taken for a line end's.
    if lines.has_blank(kept, b"\x1e") or b"\r\x1e" in kept or b"\r\x1f" in kept:
        return None
    return lines.read(kept, lines.Borders("\x1f", "\x1e"), first, width)


def _kept(signs: Signs, quotes: Places, inside: Flags) -> Flags:
    """Every sign but the quotes that enclose, one of each doubled quote, and the return before a row's end."""
    kept = np.ones(signs.size, bool)
    opens = np.arange(quotes.size) % 2 == 0
    doubled = np.concatenate(([False], np.diff(quotes) == 1))[: quotes.size] & opens
    kept[quotes[~doubled]] = False
    kept[(signs == _CR) & ~inside] = False
    return kept
