"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl

from govinnov.gate.codes import CODES
from govinnov.gate.decide import HOLDING
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
        worth = list(_matching(pattern, pairs))
        self._clean[pattern].update({text for _, text in pairs} - {text for _, text in worth})
        yield from (key for key, _ in worth)


def screen_texts(
    texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT, sifted: Sifted | None = None
) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given. ``sifted`` knows texts from before.
    """
    worth = (sifted or Sifted()).worth_a_look(texts, settings)
    return tuple(found for key in texts if key in worth for found in _screen_text(key, texts[key], settings))


def holding_texts(
    texts: Mapping[str, Collection[str]], settings: ScreenSettings = DEFAULT
) -> dict[tuple[str, str], frozenset[str]]:
    """The texts of many records that hold whatever they stand in, each with the codes of what was found in it.

    Args:
        texts: Name of a field → all texts that stand in fields of this name, each once.
        settings: The rules in force.

    Returns:
        Name and text → codes of severity ``error`` or ``confirm``; nothing of texts without any.
    """
    alike: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, several in texts.items():
        alike[_sieve(key, settings).pattern].extend((key, text) for text in several)
    held: dict[tuple[str, str], frozenset[str]] = {}
    for pattern, pairs in alike.items():
        for key, text in _matching(pattern, pairs):
            codes = frozenset(hit.code for _, hit in _sieve(key, settings).hits([text]))
            if holding := frozenset(code for code in codes if CODES[code].severity in HOLDING):
                held[key, text] = holding
    return held


def _matching(pattern: str, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs in whose text the pattern is found, in one pass over all of them."""
    matches = pl.Series([_without_surrogates(text) for _, text in pairs], dtype=pl.String).str.contains(pattern)
    yield from (pair for pair, matched in zip(pairs, matches.to_list(), strict=True) if matched)


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
