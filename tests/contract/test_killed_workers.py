"""A worker killed anywhere loses nothing and doubles nothing: the next one ends with the same catalog."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from contract_examples import datajson
from killed_worker import NAME
from own_postgres import postgres
from sqlalchemy import create_engine, func, select

from harvesters.model import Source
from harvesters.store import METADATA, Desk
from harvesters.store.tables import RECORDS

FIRST = tuple(f"신호등 자료 {number}" for number in range(60))
WORKER = Path(__file__).with_name("killed_worker.py")
POINTS = [
    ("taken", 1), ("staged", 1), ("staged", 4), ("gathered", 1), ("planned", 1), ("fetched", 1), ("fetched", 3),
    ("handed-over", 1), ("handed-over", 5), ("settled", 1), ("settled", 4), ("delivered", 1),
]  # fmt: skip
SECOND_POINTS = [
    ("staged", 2), ("planned", 1), ("fetched", 1), ("handed-over", 1), ("settled", 1), ("archived", 1),
    ("delivered", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    own = f"sqlite:///{tmp_path / 'records.sqlite'}"
    url = own if request.param == "sqlite" else request.getfixturevalue("server")
    engine = create_engine(url)
    METADATA.drop_all(engine)
    METADATA.create_all(engine)
    engine.dispose()
    return str(url)


class Place:
    """One source, one database, one catalog file, and workers that die."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.catalog, self.file = database, folder / "catalog.sqlite", folder / "data.json"
        self.engine = create_engine(database)
        Desk(self.engine).add(Source(NAME, "datajson", str(self.file), approved=True))

    def serve(self, document: dict[str, object]) -> None:
        self.file.write_text(json.dumps(document), encoding="utf-8")

    def work(self, label: str = "-", nth: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(WORKER), self.database, str(self.catalog), label, str(nth)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        with sqlite3.connect(self.catalog) as db:
            return db.execute(query).fetchall()


@pytest.mark.parametrize(("label", "nth"), POINTS)
def test_killed_in_its_first_run(label: str, nth: int, database: str, tmp_path: Path) -> None:
    place = Place(database, tmp_path)
    place.serve(datajson(FIRST))
    assert place.work(label, nth).returncode == -signal.SIGKILL
    after = place.work()
    assert after.stdout.startswith("done"), after.stderr
    assert sorted(place.rows("SELECT title FROM dataset")) == sorted((name,) for name in FIRST)
    assert len(place.rows("SELECT id FROM created")) == len(FIRST), "each dataset was made once"
    with place.engine.begin() as db:
        states = dict(db.execute(select(RECORDS.c.state, func.count()).group_by(RECORDS.c.state)).tuples().all())
    assert states == {"added": len(FIRST)} or set(states) <= {"added", "unchanged"}
    again = place.work()
    assert again.stdout.split() == ["done", "0", "0", "0"], again.stderr


@pytest.mark.parametrize(("label", "nth"), SECOND_POINTS)
def test_killed_while_it_changes_adds_and_marks_missing(label: str, nth: int, database: str, tmp_path: Path) -> None:
    place = Place(database, tmp_path)
    place.serve(datajson(FIRST))
    place.work()
    document = datajson((*FIRST, "새 자료"))
    for item in document["dataset"][:20]:
        item["title"] += " (개정)"
    del document["dataset"][30:33]
    place.serve(document)
    assert place.work(label, nth).returncode == -signal.SIGKILL
    assert place.work().stdout.startswith("done")
    titles = {title for (title,) in place.rows("SELECT title FROM dataset WHERE state = 'active'")}
    assert titles == {item["title"] for item in document["dataset"]}
    assert len(place.rows("SELECT id FROM dataset WHERE state = 'missing'")) == 3
    assert len(place.rows("SELECT id FROM created")) == len(FIRST) + 1
