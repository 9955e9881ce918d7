"""``./govinnov bench trace [--edges N] [--samples N] [--document FILE]``: loading, look-ups and recalls in PostgreSQL.

On a PostgreSQL of its own (loopback only, fsync off), a made-up flow of eggs of about N edges, default 200,000.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import trace_flow as flow
from document import write_into
from sqlalchemy import Connection, create_engine, text

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.recall import Predicate
from govinnov.trace.store import look_up, make, recall, taking
from govinnov.trace.store.around import BACK, ON, Around
from govinnov.trace.store.dumping import ALWAYS
from govinnov.trace.store.loading import take_rows
from govinnov.trace.store.staging import REPORTED, Rows, rows_of, stage

sys.path.append(str(Path(__file__).parents[1] / "contract"))
from own_postgres import postgres

RECEIVED = datetime(2026, 9, 1, tzinfo=UTC)
THEN = RECEIVED + timedelta(seconds=1)
WARM = 20


@dataclass
class Spent:
    """Seconds by the clock, of this process's processor, and of PostgreSQL's."""

    wall: float = 0.0
    own: float = 0.0
    server: float = 0.0


@dataclass
class Clock:
    """What each step took."""

    server: int
    of: dict[str, Spent] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        spent = self.of.setdefault(name, Spent())
        before = time.perf_counter(), time.process_time(), server_s(self.server)
        yield
        spent.wall += time.perf_counter() - before[0]
        spent.own += time.process_time() - before[1]
        spent.server += server_s(self.server) - before[2]


def server_s(pid: int) -> float:
    """Processor seconds of a process of PostgreSQL."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def server_of(db: Connection) -> int:
    return int(db.execute(text("SELECT pg_backend_pid()")).scalar_one())


def loaded(db: Connection, edges: int, clock: Clock) -> tuple[int, int]:
    """Load the flow, step by step, and its last document once more; the number of all events, and of these."""
    events = 0
    for raw in flow.documents(edges):
        with clock.step("read and judge"):
            document = read(raw)
            assert isinstance(document, Document)
            assert judge(document).valid
        with clock.step("rows"):
            rows = rows_of(document)
        with clock.step("store"):
            store(db, rows)
        events += len(document.events)
    db.execute(text("ANALYZE"))
    db.commit()
    with clock.step("replay"):
        store(db, rows)
    return events, len(document.events)


def store(db: Connection, rows: Rows) -> None:
    taking.plainly(db)
    stage(db, rows, *REPORTED)
    take_rows(db, rows, "bench", RECEIVED)
    db.commit()


def samples(db: Connection, work: Callable[[Connection], Any], count: int) -> tuple[list[float], Spent]:
    """Milliseconds of each call by the clock, and what all took; the first ones warm the cache."""
    clock, each = Clock(server_of(db)), []
    for number in range(count + WARM):
        before = time.perf_counter()
        with clock.step("warm" if number < WARM else "work"):
            work(db)
        each.append((time.perf_counter() - before) * 1000)
        db.rollback()
    return each[WARM:], clock.of["work"]


class Chosen:
    """Codes of the flow, by chance."""

    def __init__(self, edges: int, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._days = max(1, edges // flow.EDGES_A_DAY // flow.PACKERS)

    def farm(self) -> str:
        return flow.mark(self._chance.randrange(flow.PACKERS), self._chance.randrange(flow.FARMS))

    def egg(self) -> str:
        return f"urn:x-govinnov:egg10/{self._day()}/{self.farm()}/2"

    def pack(self) -> str:
        packer, start, pack = (self._chance.randrange(most) for most in (flow.PACKERS, flow.FARMS // 3, 4))
        return flow.pack(packer, self._day(), start * 3, pack)

    def predicate(self) -> Predicate:
        return Predicate(flow.FIRST, flow.FIRST + timedelta(days=29), self.farm())

    def _day(self) -> date:
        return flow.FIRST + timedelta(days=self._chance.randrange(self._days))


def questions(edges: int) -> dict[str, Callable[[Connection], Any]]:
    chosen, on = Chosen(edges), date(2026, 9, 1)
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


def table(db: Connection, edges: int, count: int) -> Iterator[str]:
    yield "| question | p50 ms | p99 ms | CPU ms | of PostgreSQL |"
    yield "|---|---:|---:|---:|---:|"
    for name, work in questions(edges).items():
        each, spent = samples(db, work, count)
        at = quantiles(each, n=100)
        own, server = (seconds * 1000 / count for seconds in (spent.own, spent.server))
        yield f"| {name} | {at[49]:.2f} | {at[98]:.2f} | {own:.2f} | {server:.2f} |"


def sizes(db: Connection) -> tuple[int, float]:
    """Edges, and bytes of each with its indexes."""
    number, size = db.execute(text("SELECT count(*), pg_total_relation_size('trace.edge') FROM trace.edge")).one()
    return int(number), size / number


def report(db: Connection, edges: int, count: int) -> Iterator[str]:
    clock = Clock(server_of(db))
    events, again = loaded(db, edges, clock)
    number, size = sizes(db)
    yield "## The trace"
    yield ""
    yield f"`./govinnov bench trace --edges {edges}`: {events:,} events, {number:,} edges of {size:.0f} B with their"
    yield f"indexes; 2 cores, load average of five minutes {os.getloadavg()[1]:.1f}. {count} samples of each, warm."
    yield ""
    yield "| step | events | s | CPU s | of PostgreSQL | events a CPU second |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, spent in clock.of.items():
        many, cpu = (again if name == "replay" else events), spent.own + spent.server
        figures = f"{spent.wall:.1f} | {spent.own:.1f} | {spent.server:.1f} | {many / cpu:,.0f}"
        yield f"| {name} | {many:,} | {figures} |"
    yield ""
    yield from table(db, edges, count)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=200_000)
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--document", type=Path)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # PostgreSQL ends with us
    with postgres() as url:
        engine = create_engine(url)
        with engine.connect() as db:
            make(db)
            db.commit()
            lines = list(report(db, chosen.edges, chosen.samples))
        engine.dispose()
    print("\n".join(lines))
    if chosen.document:
        write_into(chosen.document, "bench trace", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
