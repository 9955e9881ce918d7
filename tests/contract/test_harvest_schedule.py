"""Schedules, asked runs and approvals reach a worker; two workers never run one job twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from agency_server import Agency, Reply
from contract_examples import datajson
from harvest_bench import Bench
from own_postgres import postgres
from poisons import POISONS
from sqlalchemy import create_engine, select

from harvesters import cron
from harvesters.errors import UsageError
from harvesters.store import METADATA, Desk, SqlStore
from harvesters.store.tables import JOBS, NOTICES

SETS = tuple(f"주차장 자료 {number}" for number in range(40))


@dataclass
class Hands:
    """A clock that a test turns; it begins at noon in Korea."""

    time: datetime = datetime(2026, 3, 1, 3, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=max(0.0, seconds))

    def turn(self, **amount: float) -> None:
        self.time += timedelta(**amount)


@pytest.fixture
def hands(bench: Bench) -> Hands:
    clock = Hands()
    bench.store.clock = bench.desk.clock = clock
    object.__setattr__(bench.engine, "clock", clock)
    return clock


@pytest.fixture
def daily(agency: Agency, bench: Bench, hands: Hands) -> Callable[..., None]:
    """Serves these names from a source that runs at three in the morning."""

    def serve(names: tuple[str, ...] = SETS, **settings: Any) -> None:
        agency.json("/data.json", datajson(names))
        bench.add("datajson", f"{agency.url}/data.json", schedule="0 3 * * *", **settings)

    return serve


def states(bench: Bench) -> list[str]:
    return [row["state"] for row in reversed(bench.desk.history())]


def notices(bench: Bench) -> list[int]:
    with bench.desk.engine.begin() as db:
        return list(db.scalars(select(NOTICES.c.job).order_by(NOTICES.c.job)))


def test_a_schedule_runs_when_its_time_comes_in_korea_and_once(bench: Bench, hands: Hands, daily: Any) -> None:
    daily()
    assert bench.engine.run_ready() is None
    hands.turn(hours=14, minutes=59)
    assert bench.engine.run_ready() is None
    hands.turn(minutes=1)
    result = bench.engine.run_ready()
    assert result is not None and (result.state, result.added) == ("done", len(SETS))
    assert bench.engine.run_ready() is None
    hands.turn(days=1)
    again = bench.engine.run_ready()
    assert again is not None and again.unchanged == len(SETS)


def test_a_worker_that_slept_a_week_runs_a_source_once(bench: Bench, hands: Hands, daily: Any) -> None:
    daily()
    hands.turn(days=7)
    assert bench.engine.run_ready() and bench.engine.run_ready() is None


def test_a_paused_source_waits_and_goes_on(bench: Bench, hands: Hands, daily: Any) -> None:
    daily(paused=True)
    hands.turn(days=1)
    assert bench.engine.run_ready() is None
    bench.desk.pause("src", paused=False)
    assert bench.engine.run_ready()


def test_asked_for_now_it_runs_now_and_asking_twice_is_one_run(bench: Bench, hands: Hands, daily: Any) -> None:
    daily()
    assert bench.desk.ask("src") == bench.desk.ask("src")
    assert bench.engine.run_ready() and bench.engine.run_ready() is None
    assert states(bench) == ["done"]


def test_a_dry_run_can_be_asked_for(bench: Bench, hands: Hands, daily: Any) -> None:
    daily()
    job = bench.desk.ask("src", dry=True)
    result = bench.engine.run_ready()
    assert result is not None and (result.job, result.added, bench.sink.datasets) == (job, len(SETS), {})


def test_a_held_run_is_not_asked_again_by_the_schedule_and_goes_on_after_the_word(
    agency: Agency, bench: Bench, hands: Hands, daily: Any
) -> None:
    daily()
    bench.run()
    agency.json("/data.json", datajson(SETS[:10]))
    hands.turn(days=1)
    held = bench.engine.run_ready()
    assert held is not None and held.state == "held"
    hands.turn(days=3)
    assert bench.engine.run_ready() is None
    bench.desk.approve(held.job, "steward")
    hands.turn(seconds=11)
    done = bench.engine.run_ready()
    assert done is not None and (done.job, done.state, done.missing) == (held.job, "done", 30)


def test_what_a_dead_worker_left_is_taken_up(bench: Bench, hands: Hands, daily: Any) -> None:
    daily()
    bench.store.take("src", dry=False, lease_s=60)
    assert bench.engine.run_ready() is None
    hands.turn(minutes=10)
    result = bench.engine.run_ready()
    assert result is not None and result.added == len(SETS)
    assert states(bench) == ["failed", "done"]


def test_a_failed_source_rests_and_is_tried_again_before_its_next_time(
    agency: Agency, bench: Bench, hands: Hands, daily: Any
) -> None:
    daily()
    agency.routes["/data.json"] = Reply(b"gone", 404, "text/plain")
    hands.turn(days=1)
    failed = bench.engine.run_ready()
    assert failed is not None and failed.state == "failed"
    assert bench.engine.run_ready() is None
    agency.json("/data.json", datajson(SETS))
    hands.turn(minutes=6)
    result = bench.engine.run_ready()
    assert result is not None and result.added == len(SETS)


def test_a_refused_key_stops_the_source_until_a_steward_lets_it_go_on(
    agency: Agency, bench: Bench, hands: Hands
) -> None:
    agency.routes["/api"] = Reply(b"")
    bench.add("portal-api", f"{agency.url}/api?serviceKey=k", schedule="0 3 * * *")
    POISONS["an unregistered key"][1](agency)
    assert bench.run().state == "failed"
    assert bench.desk.source("src")["paused"] and len(notices(bench)) == 1
    hands.turn(days=9)
    assert bench.engine.run_ready() is None
    asked = len(agency.seen)
    bench.desk.pause("src", paused=False)
    assert bench.engine.run_ready() and len(agency.seen) == asked + 1


def test_a_used_up_day_waits_for_the_next_in_korea(agency: Agency, bench: Bench, hands: Hands) -> None:
    agency.routes["/api"] = Reply(b"")
    bench.add("portal-api", f"{agency.url}/api?serviceKey=k", schedule="0 12 * * *")
    POISONS["the daily limit"][1](agency)
    bench.run()
    source = bench.desk.source("src")
    assert not source["paused"] and source["not_before"] == datetime(2026, 3, 1, 15, tzinfo=UTC)


def test_the_steward_is_told_once_of_what_stays_as_it_is(
    agency: Agency, bench: Bench, hands: Hands, daily: Any
) -> None:
    daily()
    bench.run()
    agency.json("/data.json", datajson(()))
    first = bench.run()
    bench.run()
    bench.run(dry=True)
    assert notices(bench) == [first.job]
    agency.json("/data.json", datajson(SETS))
    bench.run()
    agency.json("/data.json", datajson(()))
    again = bench.run()
    assert notices(bench) == [first.job, again.job]


@pytest.mark.parametrize("text", ["0 3 * *", "61 * * * *", "@daily now", "every day", "0 3 * * * *"])
def test_what_is_no_cron_text_is_refused(text: str, bench: Bench) -> None:
    with pytest.raises(UsageError) as refused:
        bench.add("datajson", "https://agency.example/data.json", schedule=text)
    assert refused.value.code == "wrong-schedule"


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("0 3 * * *", "2026-03-01T18:00:00", "2026-03-01T18:00:00"),
        ("0 3 * * *", "2026-03-01T17:59:59", "2026-02-28T18:00:00"),
        ("*/10 * * * *", "2026-03-01T00:09:30", "2026-03-01T00:00:00"),
        ("0 0 1 * *", "2026-03-01T00:00:00", "2026-02-28T15:00:00"),
        ("30 9 * * 1-5", "2026-03-01T03:00:00", "2026-02-27T00:30:00"),
    ],
)
def test_the_last_time_of_a_schedule(text: str, now: str, expected: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert cron.latest(text, at) == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert cron.following(text, at) > at


def test_two_workers_at_once_run_each_source_once(agency: Agency, bench: Bench) -> None:
    agency.json("/data.json", datajson(SETS))
    with postgres() as url:
        database = create_engine(url)
        METADATA.create_all(database)
        bench.desk, store = Desk(database), SqlStore(database)
        engine = replace(bench.engine, store=store)
        for number in range(6):
            bench.add("datajson", f"{agency.url}/data.json", name=f"s{number}", agency=f"기관 {number}")
            bench.desk.ask(f"s{number}")

        def work(worker: int) -> int:
            done = 0
            while engine.run_ready():
                done += 1
            return done

        with ThreadPoolExecutor(2) as pool:
            counts = list(pool.map(work, range(2)))
        with database.begin() as db:
            found = db.execute(select(JOBS.c.source, JOBS.c.state, JOBS.c.token)).all()
        database.dispose()
    assert sum(counts) == 6
    assert sorted(tuple(row) for row in found) == [(f"s{number}", "done", 1) for number in range(6)]
    assert len(bench.sink.delivered) == 6 * len(SETS)
