"""Instances of the OR-Library's p-median family: ``n m p``, then m edges ``vertex vertex cost``.

Edges are undirected, the last of repeated ones counts, and every vertex has demand 1 and may hold a site.
Source: J. E. Beasley, "A note on solving large p-median problems", EJOR 21 (1985) 270-273.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from govinnov.dispatch.placement.lines import Lines, read
from govinnov.dispatch.placement.model import Ints, Problem

#: No way: no sum of two of these leaves 32 bits.
_FAR = 2**30 - 1
#: No number of the header is longer.
_DIGITS = 9


def read_pmed(path: Path) -> Problem:
    """Read an instance; the costs are shortest distances between vertices.

    Raises:
        InputError: The file breaks the form, with its line; or some vertices can't reach each other.
    """
    lines = read(path)
    n, m, p = _header(lines)
    return Problem("p-median", _distances(lines, _edges(lines, n, m)), lines.sha256, p)


def _header(lines: Lines) -> tuple[int, int, int]:
    line, words = lines.words[0]
    numbers = [int(word) if word.isdecimal() and len(word) <= _DIGITS else 0 for word in words]
    if len(numbers) != 3 or numbers[0] < 1 or numbers[2] < 1:
        raise lines.error("bad-header", line)
    n, m, p = numbers
    if p > n:
        raise lines.error("too-many-sites", line, p=p, n=n)
    return n, m, p


def _edges(lines: Lines, n: int, m: int) -> Ints:
    """Direct costs between vertices, shape (n, n)."""
    found = len(lines.words) - 1
    if found < m:
        raise lines.error("truncated-instance", lines.last, wanted=m + 1, found=found + 1)
    if found > m:
        raise lines.error("too-many-lines", lines.words[m + 1][0], wanted=m)
    if n > m + 1:  # said before room for n² costs is asked for
        raise lines.error("too-few-edges", lines.words[0][0], n=n, m=m)
    direct = np.full((n, n), _FAR, dtype=np.int64)
    for at in range(1, m + 1):
        one, other, cost = _edge(lines, at, n)
        direct[one, other] = direct[other, one] = cost
    np.fill_diagonal(direct, 0)
    return direct


def _edge(lines: Lines, at: int, n: int) -> tuple[int, int, int]:
    line, words = lines.words[at]
    one, other, cost = lines.whole(at, 3, "vertex vertex cost")
    if len(words) > 3:
        raise lines.error("bad-line", line, form="vertex vertex cost")
    for vertex in (one, other):
        if not 1 <= vertex <= n:
            raise lines.error("no-such-vertex", line, id=vertex, n=n)
    if cost < 0:
        raise lines.error("negative-cost", line)
    if cost * n >= _FAR:
        raise lines.error("costs-too-large", line)
    return one - 1, other - 1, cost


def _distances(lines: Lines, direct: Ints) -> Ints:
    """Shortest distances (Floyd and Warshall; in 32 bits, which no sum leaves)."""
    near = direct.astype(np.int32)
    through = np.empty_like(near)
    for middle in range(len(near)):
        np.add(near[:, middle, None], near[middle], out=through)
        np.minimum(near, through, out=near)
    if (near[0] >= _FAR).any():
        raise lines.error("not-connected", None, id=int(np.argmax(near[0] >= _FAR)) + 1)
    return near.astype(np.int64)
