"""Which rows share a key's code: in memory while they are few, then on disk in parts that each fit in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from govinnov.gate.validate.values import Codes

Numbers = npt.NDArray[np.int64]

#: Rows kept in memory before they go to disk: 16 bytes each, 64 MiB in all.
SPILL_ROWS = 4 * 2**20
_PARTS = 64
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_PAIR = np.dtype([("code", np.uint64), ("number", np.int64)])


class Duplicates:
    """Collects (code, row number) and finds the numbers whose code came more than once; exact, at any size."""

    def __init__(self, spill_rows: int | None = None) -> None:
        self._spill_rows = SPILL_ROWS if spill_rows is None else spill_rows
        self._held: list[tuple[Codes, Numbers]] = []
        self._count = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder:
            self._folder.cleanup()

    def add(self, codes: Codes, numbers: Numbers) -> None:
        """Take the codes of some rows."""
        self._held.append((codes, numbers))
        self._count += codes.size
        if self._count >= self._spill_rows:
            self._spill()

    def rows(self) -> Numbers:
        """Row numbers, in order, of all rows that share their code with another."""
        if self._folder:
            self._spill()
        return np.sort(np.concatenate([_repeated(codes, numbers) for codes, numbers in self._parts()]))

    def _parts(self) -> Iterator[tuple[Codes, Numbers]]:
        """Everything collected, so divided that equal codes are in one part."""
        if not self._folder:
            yield self._joined()
            return
        for path in sorted(Path(self._folder.name).iterdir()):
            pairs = np.fromfile(path, _PAIR)
            yield pairs["code"], pairs["number"]

    def _joined(self) -> tuple[Codes, Numbers]:
        codes = np.concatenate([np.empty(0, np.uint64), *(held for held, _ in self._held)])
        return codes, np.concatenate([np.empty(0, np.int64), *(held for _, held in self._held)])

    def _spill(self) -> None:
        """Append what is held to the files of its parts."""
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="govinnov-keys-")
        codes, numbers = self._joined()
        part = ((codes * _SPREAD) >> np.uint64(58)).astype(np.int64)
        order = np.argsort(part, kind="stable")
        borders = np.searchsorted(part[order], np.arange(_PARTS + 1))
        pairs = np.empty(codes.size, _PAIR)
        pairs["code"], pairs["number"] = codes[order], numbers[order]
        for number in range(_PARTS):
            with (Path(self._folder.name) / f"{number:02d}").open("ab") as file:
                pairs[borders[number] : borders[number + 1]].tofile(file)
        self._held, self._count = [], 0


def _repeated(codes: Codes, numbers: Numbers) -> Numbers:
    if (codes[1:] > codes[:-1]).all():  # numbered rows, as most are
        return np.empty(0, np.int64)
    order = np.argsort(codes)
    codes = codes[order]
    same = codes[1:] == codes[:-1]
    if not same.any():
        return np.empty(0, np.int64)
    shared = np.zeros(codes.size, bool)
    shared[1:] |= same
    shared[:-1] |= same
    return numbers[order][shared]
