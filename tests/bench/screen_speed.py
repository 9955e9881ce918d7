"""How fast the screen reads clean columns of things, the lookalikes that make it work hardest."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path

from corpus_things import THINGS
from screen_corpus import SEED

from govinnov.gate.model import Table
from govinnov.gate.screen import screen_table

#: Different rows made; the file repeats them (making a row costs far more than screening it).
_DISTINCT = 20_000


#: A known code is one of its family only with a schema, and this file has none.
_KINDS = tuple(kind for kind in THINGS if not kind.field)


def cells_per_second(folder: Path, rows: int) -> float:
    """Cells of a wide table, one column per kind of thing, divided by the processor seconds the screen took."""
    table = _wide_table(folder, rows)
    start = time.process_time()
    screen_table(table, {"fields": []})
    return rows * len(table.labels) / (time.process_time() - start)


def _wide_table(folder: Path, rows: int) -> Table:
    rng = random.Random(SEED)
    path = folder / "wide.csv"
    distinct = [[kind.clean(rng) for kind in _KINDS] for _ in range(_DISTINCT)]
    labels = tuple(f"{kind.label}{place}" for place, kind in enumerate(_KINDS))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(labels)
        for number in range(rows):
            writer.writerow(distinct[number % _DISTINCT])
    return Table(path, labels, rows)
