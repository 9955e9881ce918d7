"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl

from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_TEXTS, of_plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.sieve import Sieve
from govinnov.gate.screen.tally import Tally


class Sifted:
    """Texts that were looked through and have nothing to be found, for records that are screened one after the other.

    Most records of a harvest have nothing to be found, and one pass over all their texts tells so.
    """

    def __init__(self) -> None:
        self._clean: defaultdict[str, set[str]] = defaultdict(set)

    def ahead(self, records: Iterable[Mapping[str, str]], settings: ScreenSettings = DEFAULT) -> None:
        """Look through the texts of many records at once."""
        self._sift([pair for texts in records for pair in texts.items()], settings)

    def worth_a_look(self, texts: Mapping[str, str], settings: ScreenSettings) -> set[str]:
        """Keys of the texts in which something may be found."""
        return self._sift(list(texts.items()), settings)

    def _sift(self, pairs: Sequence[tuple[str, str]], settings: ScreenSettings) -> set[str]:
        """One pass over all texts that are sorted out alike."""
        alike: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, text in pairs:
            pattern = _sieve(key, settings).pattern
            if text not in self._clean[pattern]:
                alike[pattern].append((key, text))
        return {key for pattern, unknown in alike.items() for key in self._unclean(pattern, unknown)}

    def _unclean(self, pattern: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
        matches = pl.Series([_without_surrogates(text) for _, text in pairs], dtype=pl.String).str.contains(pattern)
        for (key, text), matched in zip(pairs, matches.to_list(), strict=True):
            if matched:
                yield key
            else:
                self._clean[pattern].add(text)


def screen_texts(
    texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT, sifted: Sifted | None = None
) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given. ``sifted`` knows texts from before.
    """
    worth = (sifted or Sifted()).worth_a_look(texts, settings)
    return tuple(found for key in texts if key in worth for found in _screen_text(key, texts[key], settings))


def _screen_text(key: str, text: str, settings: ScreenSettings) -> Iterator[Finding]:
    tally = Tally((Column(key),), settings.listed_per_code)
    for _, hit in _sieve(key, settings).hits([text]):
        tally.add(0, 0, hit)
    return tally.findings(with_rows=False)


@lru_cache(maxsize=1024)
def _sieve(key: str, settings: ScreenSettings) -> Sieve:
    return Sieve(Column(key), of_plain(settings), OF_TEXTS, settings)


def _without_surrogates(text: str) -> str:
    """JSON may carry half a character, which no UTF-8 can; it is no part of anything looked for."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
