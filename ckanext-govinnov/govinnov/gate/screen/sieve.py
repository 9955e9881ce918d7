"""Run every detector over a column: one regular expression sorts out, Python decides on what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from govinnov.gate.ports import Detector
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import LONG, LONG_BYTES
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.plain import FOREIGN_SIGNS, plain
from govinnov.gate.screen.settings import ScreenSettings

#: So many texts are read by every detector at once; more are sorted out per detector first.
_FEW = 500


class Sieve:
    """The detectors of one column, those that read plain text (``screen.plain``) and those that read it as it came.

    ``pattern`` matches every cell in which any of them finds something, and every cell that must be folded to tell.
    """

    def __init__(
        self, column: Column, of_plain: Sequence[Detector], of_raw: Sequence[Detector], settings: ScreenSettings
    ) -> None:
        self._column = column
        self._settings = settings
        self._of_plain = _patterns(of_plain, column)
        self._of_raw = _patterns(of_raw, column)
        every = {**self._of_plain, **self._of_raw}
        long = {detector: pattern for detector, pattern in every.items() if isinstance(detector, LONG)}
        self.pattern = _any_of([FOREIGN_SIGNS, *every.values()])
        self._long = _any_of(list(long.values()))
        self._rest = _any_of([FOREIGN_SIGNS, *(pattern for one, pattern in every.items() if one not in long)])

    def matches(self, cells: pl.Expr, longest: int) -> pl.Expr:
        """Where ``pattern`` matches, for cells of at most so many bytes; false for null."""
        if longest >= LONG_BYTES or not self._long:
            return cells.str.contains(self.pattern).fill_null(value=False)
        return (cells.str.contains(self._rest) | cells.str.contains(self._long)).fill_null(value=False)

    def hits(self, texts: list[str]) -> Iterator[tuple[int, Hit]]:
        """The hits in some texts with their places in the list; at most one per text and code.

        A text that is a known code of its column's declared family is nobody's number.
        """
        found = self._hits_of(list(dict.fromkeys(texts)))
        for place, text in enumerate(texts):
            for hit in found.get(text, ()):
                yield place, hit

    def _hits_of(self, texts: list[str]) -> dict[str, list[Hit]]:
        """Every text's hits: agencies' columns repeat themselves, so each text is read once."""
        found: dict[str, dict[str, Hit]] = {}
        for place, hit in self._all(texts):
            found.setdefault(texts[place], {}).setdefault(hit.code, hit)
        return {text: list(by_code.values()) for text, by_code in found.items()}

    def _all(self, texts: list[str]) -> Iterator[tuple[int, Hit]]:
        family = self._column.family
        for place, hit in self._run(self._of_plain, [plain(text) for text in texts]):
            if not self._settings.knows(family, texts[place]):
                yield place, hit
        yield from self._run(self._of_raw, texts)

    def _run(self, detectors: dict[Detector, str], texts: list[str]) -> Iterator[tuple[int, Hit]]:
        for detector, places in _sorted_out(detectors, texts):
            for place in places:
                for hit in detector.find(texts[place], self._column, self._settings):
                    yield place, hit


def _patterns(detectors: Sequence[Detector], column: Column) -> dict[Detector, str]:
    listed = ((detector, detector.pattern(column)) for detector in detectors)
    return {detector: pattern for detector, pattern in listed if pattern is not None}


def _any_of(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _sorted_out(detectors: dict[Detector, str], texts: list[str]) -> Iterator[tuple[Detector, Sequence[int]]]:
    """The places that a detector has to read: all of a few texts, those that match its pattern of many."""
    if len(texts) <= _FEW:
        yield from ((detector, range(len(texts))) for detector in detectors)
        return
    frame = pl.DataFrame({"text": texts})
    expressions = [pl.col("text").str.contains(pattern).alias(str(at)) for at, pattern in enumerate(detectors.values())]
    for detector, matches in zip(detectors, frame.select(expressions).get_columns(), strict=True):
        yield detector, matches.arg_true().to_list()
