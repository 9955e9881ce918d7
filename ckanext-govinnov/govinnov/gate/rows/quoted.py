"""Text with quotes that follow the strict grammar: a quote opens at a cell's start, closes at its end, or is doubled.

There Python's ``csv`` and the parity of quotes agree; a quote anywhere else ends the proof.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Quoted:
    """Bytes from a row's start, with what the quotes make of them, proven up to ``proven`` (a row's end)."""

    signs: Signs
    quotes: Places
    inside: Flags
    proven: int


def analyse(text: bytes, table: Table) -> Quoted:
    """Find how far the strict grammar holds."""
    signs = np.frombuffer(text, np.uint8)
    is_quote = signs == ord(table.quotechar)
    quotes = np.flatnonzero(is_quote)
    inside = (np.cumsum(is_quote, dtype=np.uint8) & 1).astype(bool)
    limit = min(_first_violation(signs, quotes, table), _first_lone_return(signs, inside))
    ends = np.flatnonzero((signs[:limit] == _LF) & ~inside[:limit])
    return Quoted(signs, quotes, inside, int(ends[-1]) + 1 if ends.size else 0)


def _first_violation(signs: Signs, quotes: Places, table: Table) -> int:
    """The first quote that is neither at a border nor doubled, else the text's length."""
    border = np.zeros(256, bool)
    border[[_LF, _CR, ord(table.delimiter), ord(table.quotechar)]] = True
    before = np.concatenate(([_LF], signs))[quotes]
    after = np.append(signs, 0)[quotes + 1]
    opens = np.arange(quotes.size) % 2 == 0
    wrong = np.where(opens, ~border[before], ~border[after])
    return int(quotes[wrong][0]) if wrong.any() else signs.size


def _first_lone_return(signs: Signs, inside: Flags) -> int:
    """The first carriage return outside quotes without its line feed (``csv`` ends a row there), else the length."""
    returns = np.flatnonzero((signs == _CR) & ~inside)
    lone = np.append(signs, 0)[returns + 1] != _LF
    return int(returns[lone][0]) if lone.any() else signs.size


def read(found: Quoted, table: Table, first: int, width: int) -> Batch | None:
    """Read the proven rows; None when the stand-in signs would not be true to their text."""
    signs, inside = found.signs[: found.proven], found.inside[: found.proven]
    if np.isin(signs, (_CELL, _ROW)).any():
        return None
    text = signs.copy()
    text[(signs == ord(table.delimiter)) & ~inside] = _CELL
    text[(signs == _LF) & ~inside] = _ROW
    kept = text[_kept(found, signs, inside)].tobytes()
    # A blank line and an empty quoted cell look alike now; a return at a cell's end would be taken for a line end's.
    if lines.has_blank(kept, b"\x1e") or b"\r\x1e" in kept or b"\r\x1f" in kept:
        return None
    return lines.read(kept, lines.Borders("\x1f", "\x1e"), first, width)


def _kept(found: Quoted, signs: Signs, inside: Flags) -> Flags:
    """Every sign but the quotes that enclose, one of each doubled quote, and the return before a row's end."""
    kept = np.ones(signs.size, bool)
    quotes = found.quotes[found.quotes < signs.size]
    opens = np.arange(quotes.size) % 2 == 0
    doubled = np.concatenate(([False], np.diff(quotes) == 1))[: quotes.size] & opens
    kept[quotes[~doubled]] = False
    kept[(signs == _CR) & ~inside] = False
    return kept
