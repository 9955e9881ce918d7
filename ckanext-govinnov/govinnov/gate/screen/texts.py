"""Screen metadata texts: title, notes, tags, extras, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import polars as pl

from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_TEXTS, of_plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.sieve import Sieve
from govinnov.gate.screen.tally import Tally


def screen_texts(texts: Mapping[str, str], *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through metadata texts; ``field`` of a finding is the key of its text, ``row`` is None.

    At most one finding per text and code, in the order of the keys given.
    """
    worth = set(_worth_a_look(texts, settings))
    return tuple(found for key in texts if key in worth for found in _screen_text(key, texts[key], settings))


def _worth_a_look(texts: Mapping[str, str], settings: ScreenSettings) -> Iterator[str]:
    """One pass over all texts that are sorted out alike: most records of a harvest have nothing to be found."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for key in texts:
        alike[_sieve(key, settings).pattern].append(key)
    for pattern, keys in alike.items():
        matches = pl.Series([_without_surrogates(texts[key]) for key in keys], dtype=pl.String).str.contains(pattern)
        yield from (key for key, matched in zip(keys, matches.to_list(), strict=True) if matched)


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
