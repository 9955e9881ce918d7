"""A worker of its own process that dies at a labelled point: ``python killed_worker.py DATABASE CATALOG LABEL NTH``."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import create_engine

from harvesters.engine import Engine
from harvesters.errors import RetryLaterError
from harvesters.limits import Limits
from harvesters.model import Delivery, Outcome, Source
from harvesters.reader import session_for
from harvesters.store import SqlStore

NAME = "src"


class FileSink:
    """Datasets in a file that outlives the worker: one row for each dataset id."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("CREATE TABLE IF NOT EXISTS dataset (id TEXT PRIMARY KEY, remote TEXT, title TEXT, state TEXT)")
        self.db.execute("CREATE TABLE IF NOT EXISTS created (id TEXT, remote TEXT)")

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        for delivery in batch:
            known = self.db.execute("SELECT 1 FROM dataset WHERE id = ?", (delivery.dataset_id,)).fetchone()
            if not known:
                self.db.execute("INSERT INTO created VALUES (?, ?)", (delivery.dataset_id, delivery.record.remote_id))
            values = (delivery.dataset_id, delivery.record.remote_id, delivery.record.title, "active")
            self.db.execute("INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?)", values)
        return [Outcome("published", delivery.dataset_id) for delivery in batch]

    def finish(self) -> None:
        """Nobody searches here."""

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        self.db.executemany("UPDATE dataset SET state = 'missing' WHERE id = ?", [(name,) for name in dataset_ids])

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        self.db.executemany("DELETE FROM dataset WHERE id = ?", [(name,) for name in dataset_ids])


def main(database: str, catalog: str, label: str, nth: str) -> None:
    """Run the source once; at the nth pass of the label the process kills itself."""
    passed: Counter[str] = Counter()

    def checkpoint(here: str) -> None:
        passed[here] += 1
        if here == label and passed[here] == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)

    limits = Limits(stage_batch=10, deliver_batch=7, lease_s=0.2)
    store = SqlStore(create_engine(database))
    engine = Engine(store, FileSink(catalog), session_for, limits=limits, checkpoint=checkpoint)
    while True:
        try:
            result = engine.run(NAME)
        except RetryLaterError as error:
            engine.clock.sleep(error.seconds)
            continue
        print(result.state, result.added, result.changed, result.missing)
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
