"""Measure the screen: recall and precision per kind of column, and cells per second on one core.

Run: python tests/bench/bench_screen.py [ROWS]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"

from corpus_kinds import KINDS, SETTINGS
from screen_corpus import CELLS_PER_KIND, Score, score, total
from screen_speed import cells_per_second


def main(rows: int) -> None:
    """Print one line per kind, the whole, and the speed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = [(kind.name, score(kind, folder, SETTINGS)) for kind in KINDS]
        for name_of_kind, one in scores:
            print(_line(name_of_kind, one))
        print(_line(f"{len(KINDS)} kinds, {len(KINDS) * CELLS_PER_KIND:,} cells", total(one for _, one in scores)))
        print(f"{cells_per_second(folder, rows):,.0f} cells/s on one core, {rows:,} rows")


def _line(name: str, one: Score) -> str:
    return (
        f"{name:40} recall {one.recall:.3f} precision {one.precision:.3f}"
        f"  right {one.right:5} wrong {one.wrong:4} missed {one.missed:4}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
