"""What the steps of a bench took: by the clock, of this process's processor, and of PostgreSQL's."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text


@dataclass
class Spent:
    """Seconds by the clock, of this process's processor, and of PostgreSQL's."""

    wall: float = 0.0
    own: float = 0.0
    server: float = 0.0

    @property
    def cpu(self) -> float:
        """Seconds of both processors."""
        return self.own + self.server


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


def load() -> str:
    """How busy the machine was in the last five minutes."""
    return f"load average of five minutes {os.getloadavg()[1]:.1f}"


@contextmanager
def in_sql(db: Connection) -> Iterator[Spent]:
    """What passes by the clock until the database has answered, of all that is asked."""
    spent, begun = Spent(), 0.0

    def before(*_: Any) -> None:
        nonlocal begun
        begun = time.perf_counter()

    def after(*_: Any) -> None:
        spent.wall += time.perf_counter() - begun

    event.listen(db, "before_cursor_execute", before)
    event.listen(db, "after_cursor_execute", after)
    yield spent
    event.remove(db, "before_cursor_execute", before)
    event.remove(db, "after_cursor_execute", after)
