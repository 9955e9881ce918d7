"""``./govinnov bench trace [--edges N] [--samples N] [--bare] [--document FILE]``: a load, look-ups and recalls.

On a PostgreSQL of its own (loopback only, fsync off) with a made-up flow of eggs of about N edges, default 200,000;
with ``--bare``, edges and holdings, and of events only those that a recall reads.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

import trace_flow as flow
from document import write_into
from sqlalchemy import Connection, create_engine, text
from trace_bulk import EDGES, build
from trace_clock import Clock, Spent, in_sql, load, server_of
from trace_made import Bare, Made

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.recall import Predicate
from govinnov.trace.store import look_up, make, recall, taking
from govinnov.trace.store.around import BACK, ON, Around
from govinnov.trace.store.loading import take_rows
from govinnov.trace.store.staging import REPORTED, Rows, rows_of, stage
from govinnov.trace.store.standing import ALWAYS

sys.path.append(str(Path(__file__).parents[1] / "contract"))
from own_postgres import postgres, restart

RECEIVED = datetime(2026, 9, 1, tzinfo=UTC)
THEN = RECEIVED + timedelta(seconds=1)
WARM, COLD = 20, 30
#: Packers' days that are loaded on top, as documents: 19,895 events at least, and of larger flows a 60th, or 58,075.
LEAST_LOADED, MOST_LOADED, LOADED_OF = 173, 505, 60
#: No log of what is copied, so that ten million edges take minutes.
SETTINGS = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "full_page_writes": "off",
    "maintenance_work_mem": "512MB",
}

_PREWARM = """
    SELECT pg_prewarm(c.oid) FROM (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'trace' AND c.relkind IN ('r', 'i') ORDER BY pg_relation_size(c.oid) DESC OFFSET 0) c"""
#: Questions that read what events say.
NEEDING = {"look-up of an egg", "look-up of a pack"}
Questions = Mapping[str, Callable[[Connection], Any]]


def loaded(db: Connection, made: flow.Flow, clock: Clock) -> tuple[int, int]:
    """Load the days after the flow, step by step, and the last document once more: the events of all, and of this."""
    events = 0
    count = min(MOST_LOADED, max(LEAST_LOADED, made.packer_days // LOADED_OF))
    for raw in made.documents(made.packer_days, count):
        with clock.step("read and judge"):
            document = read(raw)
            assert isinstance(document, Document)
            assert judge(document).valid
        with clock.step("rows"):
            rows = rows_of(document)
        with clock.step("store"):
            store(db, rows)
        events += len(document.events)
    again = rows_of(document)
    with clock.step("replay"):
        store(db, again)
    return events, len(document.events)


def store(db: Connection, rows: Rows) -> None:
    taking.plainly(db)
    stage(db, rows, *REPORTED)
    take_rows(db, rows, "bench", RECEIVED)
    db.commit()


class Asked(NamedTuple):
    """Milliseconds of one question by the clock, and of these in SQL."""

    whole: float
    in_sql: float


def samples(db: Connection, work: Callable[[Connection], Any], count: int, warm: int) -> tuple[list[Asked], Spent]:
    """What each call took, and what all took of the processors; the first ones warm the cache."""
    clock, each = Clock(server_of(db)), []
    with in_sql(db) as waited:
        for number in range(count + warm):
            before, waited_before = time.perf_counter(), waited.wall
            with clock.step("warm" if number < warm else "work"):
                work(db)
            took = time.perf_counter() - before, waited.wall - waited_before
            each.append(Asked(*(seconds * 1000 for seconds in took)))
            db.rollback()
    return each[warm:], clock.of["work"]


class Chosen:
    """Codes of the flow, by chance."""

    def __init__(self, made: flow.Flow, seed: int) -> None:
        self._made, self._chance = made, random.Random(seed)

    def egg(self) -> str:
        return flow.lot(*self._place(), self._farm())

    def pack(self) -> str:
        return flow.pack(*self._place(), self._chance.randrange(flow.FARMS // 3 * flow.PACKS))

    def predicate(self) -> Predicate:
        packer, day = self._place()
        return Predicate(day, day + timedelta(days=29), flow.mark(packer, self._farm()))

    def _farm(self) -> int:
        return self._chance.randrange(flow.FARMS)

    def _place(self) -> tuple[int, date]:
        """A packer's day, with thirty days after it where there are so many."""
        return self._made.place(self._chance.randrange(max(1, self._made.packer_days - 29 * self._made.packers)))


def questions(made: flow.Flow, seed: int) -> Questions:
    chosen, on = Chosen(made, seed), date(2026, 9, 1)
    return {
        "back": lambda db: Around(db, ALWAYS).walk(chosen.pack(), BACK),
        "back, as of then": lambda db: Around(db, THEN).walk(chosen.pack(), BACK),
        "forward": lambda db: Around(db, ALWAYS).walk(chosen.egg(), ON),
        "forward, as of then": lambda db: Around(db, THEN).walk(chosen.egg(), ON),
        "look-up of an egg": lambda db: look_up(db, chosen.egg(), on),
        "look-up of a pack": lambda db: look_up(db, chosen.pack(), on),
        "recall of 30 days": lambda db: recall(db, chosen.predicate()),
        "recall of 30 days, as of then": lambda db: recall(db, chosen.predicate(), THEN),
    }


def evict(data: Path) -> None:
    """Let the machine forget the files of a database."""
    for path in data.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file)
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def warmed(db: Connection) -> None:
    """Read every table and index into memory, the largest first: each question is about another lot, on cold pages."""
    db.execute(text("CREATE EXTENSION IF NOT EXISTS pg_prewarm"))
    db.execute(text(_PREWARM))
    db.commit()


def cold(url: str, made: flow.Flow, asked: Collection[str]) -> dict[str, list[float]]:
    """Milliseconds of each question's first calls, after a restart and with no file in memory."""
    found: dict[str, list[float]] = {}
    for name in sorted(asked):
        work = questions(made, seed=11)[name]
        evict(restart(url))
        with connected(url) as db:
            found[name] = [one.whole for one in samples(db, work, COLD, warm=0)[0]]
    return found


def answered(db: Connection, made: flow.Flow, count: int, first: Mapping[str, Sequence[float]]) -> Iterator[str]:
    yield "| question | CPU ms | of PostgreSQL | p50 ms | p99 ms | in SQL, p99 ms | cold, first ms | cold, p50 ms |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name in first:
        work = questions(made, seed=7)[name]
        each, spent = samples(db, work, count, WARM)
        own, server = (seconds * 1000 / count for seconds in (spent.own, spent.server))
        whole, sql = (quantiles(column, n=100) for column in zip(*each, strict=True))
        figures = (own, server, whole[49], whole[98], sql[98], first[name][0], median(first[name]))
        yield f"| {name} | {' | '.join(f'{one:.2f}' for one in figures)} |"


def built(clock: Clock, edges: int) -> Iterator[str]:
    """The steps of a bulk load, with edges a second where they are of edges alone."""
    yield "| step of a bulk load | s | CPU s | of PostgreSQL | edges a CPU second |"
    yield "|---|---:|---:|---:|---:|"
    for name, spent in clock.of.items():
        rate = f"{edges / spent.cpu:,.0f}" if name == EDGES or name.startswith("index ix_edge") else ""
        yield f"| {name} | {spent.wall:.1f} | {spent.own:.1f} | {spent.server:.1f} | {rate} |"


def taken(clock: Clock, events: int, again: int) -> Iterator[str]:
    """The steps of a load on top of it."""
    yield "| step of a load on top | events | s | CPU s | of PostgreSQL | events a CPU second |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, spent in clock.of.items():
        many = again if name == "replay" else events
        figures = f"{spent.wall:.2f} | {spent.own:.2f} | {spent.server:.2f} | {many / spent.cpu:,.0f}"
        yield f"| {name} | {many:,} | {figures} |"


def sizes(db: Connection) -> tuple[int, float]:
    """Edges, and bytes of each with its indexes."""
    number, size = db.execute(text("SELECT count(*), pg_total_relation_size('trace.edge') FROM trace.edge")).one()
    return int(number), size / number


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as db:
        yield db
    engine.dispose()


def tidied(url: str) -> None:
    """As autovacuum leaves it."""
    with connected(url) as db:
        db.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def report(url: str, made: flow.Flow, count: int, rows: Made) -> Iterator[str]:
    with connected(url) as db:
        make(db)
        bulk = Clock(server_of(db))
        build(db, made, rows, bulk)
        db.commit()
    tidied(url)
    with connected(url) as db:
        top = Clock(server_of(db))
        numbers = loaded(db, made, top)
        edges, size = sizes(db)
    bare = " --bare" if isinstance(rows, Bare) else ""
    yield from ("### The trace, bare" if bare else "## The trace", "")
    yield f"`./govinnov bench trace --edges {made.edges}{bare}`: {edges:,} edges of {size:.0f} B with their indexes;"
    yield f"2 cores, {load()}. {count} samples of each, warm; cold is after a restart, {COLD} samples."
    yield from ("", *built(bulk, made.packer_days * flow.EDGES_A_DAY), "", *taken(top, *numbers), "")
    asked = set(questions(made, 0)) - (NEEDING if isinstance(rows, Bare) else set())
    first = cold(url, made, asked)
    with connected(url) as db:
        warmed(db)
        yield from answered(db, made, count, first)


def told(lines: Iterable[str]) -> Iterator[str]:
    """Print lines as they come: a large bench takes long."""
    for line in lines:
        print(line, flush=True)
        yield line


def buffers(edges: int) -> int:
    """MB of memory for PostgreSQL: a sixth of a machine of 24 GB at most, as one would give it."""
    return min(4_096, max(128, edges // 2_500))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=200_000)
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--document", type=Path)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # PostgreSQL ends with us
    with postgres(**SETTINGS, shared_buffers=f"{buffers(chosen.edges)}MB") as url:
        rows = (Bare if chosen.bare else Made)(RECEIVED, "bench")
        lines = list(told(report(url, flow.Flow(chosen.edges), chosen.samples, rows)))
    if chosen.document:
        write_into(chosen.document, "bench trace bare" if chosen.bare else "bench trace", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
