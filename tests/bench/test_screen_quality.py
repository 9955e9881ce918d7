"""The screen misses nothing of the corpus and cries wolf less than once in fifty."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_kinds import KINDS, SETTINGS
from screen_corpus import CELLS_PER_KIND, Kind, cells_of, score, total


def test_the_corpus_is_large_and_the_same_at_every_run() -> None:
    assert len(KINDS) >= 60
    assert len(KINDS) * CELLS_PER_KIND >= 20_000
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert cells_of(KINDS[0]) == cells_of(KINDS[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_planted_in_a_kind_of_column_is_missed(kind: Kind, tmp_path: Path) -> None:
    assert score(kind, tmp_path, SETTINGS).recall == 1.0


def test_of_what_is_found_at_most_one_in_fifty_is_wrong(tmp_path: Path) -> None:
    assert total(score(kind, tmp_path, SETTINGS) for kind in KINDS).precision >= 0.98
