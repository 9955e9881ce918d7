"""Large feeds are read by several processes: with the same answer, and whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from trace_killing import Killing
from trace_reports import pipe
from trace_store import FIRST, Store

from govinnov.gate import parts
from govinnov.gate.permits import Permits
from govinnov.trace.store.errors import WorkerLostError
from govinnov.trace.store.loading import Loaded, load

RECORDS = 300


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Trades in ten parts, many of one lot and one shop; some are wrong, some are held, some are repeated."""
    monkeypatch.setattr(parts, "ROWS", RECORDS // 10)
    path = tmp_path / "trades.txt"
    path.write_text("\n".join(record(number) for number in range(RECORDS)), encoding="utf-8")
    return path


def record(number: int) -> str:
    said = {"serial": f"T{number // 2 if number % 50 < 2 else number}", "direction": "309002", "moved_on": "20260824"}
    said |= {
        "reporter_business_number": "1208147521",
        "taker_business_number": "2118612342",
        "taker_name": "가나다마트",
    }
    said |= {"code": f"0823M3F{number % 7}D2", "laid_on": "20260823", "quantity_king": str(number % 9 + 1)}
    wrong = {3: {"moved_on": ""}, 5: {"code": "0822M3FSD2"}, 7: {"discard_other": "010-1234-5678"}}
    return pipe("mtrace-trade", **said | wrong.get(number % 40, {}))


def stored(store: Store, path: Path, workers: int) -> tuple[list[Loaded], list[str], list[Any]]:
    store.empty()
    loaded = list(load(store.engine, [path, path], FIRST, None, Permits(), workers=workers))
    with store.engine.begin() as db:
        private = db.execute(text("SELECT party, field, value, known_from FROM trace_private.party ORDER BY 1, 2, 3"))
        return loaded, store.dump(), private.all()


def test_any_number_of_processes_stores_and_says_the_same(store: Store, feed: Path) -> None:
    loaded, dump, private = stored(store, feed, 1)
    first, again = loaded
    assert (first.records, first.format) == (RECORDS, "mtrace")
    assert first.held > 10
    assert first.new + first.known + first.held == RECORDS
    assert again == replace(first, new=0, known=first.new + first.known)
    assert len(first.findings) > 10
    assert stored(store, feed, 2) == (loaded, dump, private)
    assert len(dump) > 10
    assert len(private) > 0


def test_a_killed_process_is_told_and_nothing_of_its_file_is_stored(store: Store, feed: Path) -> None:
    store.empty()
    with pytest.raises(WorkerLostError, match="--workers 1") as lost:
        list(load(store.engine, [feed], FIRST, None, Killing(), workers=2))
    assert "종료되었습니다" in lost.value.message_ko
    assert list(counted(store)) == []
    (loaded,) = load(store.engine, [feed], FIRST, None, Permits(), workers=2)
    assert loaded.new > 100


def counted(store: Store) -> Iterator[str]:
    """Tables that have rows, but for those that a new store has."""
    with store.engine.begin() as db:
        tables = "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname ~ '^trace'"
        for table in db.scalars(text(tables)).all():
            if db.execute(text(f"SELECT FROM {table} LIMIT 1")).first() is not None:
                yield table
