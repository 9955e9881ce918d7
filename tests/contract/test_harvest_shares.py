"""A long list is handed over by every worker that has nothing else to do, share by share, and no record twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from harvest_bench import Bench

from harvesters import sharing
from harvesters.errors import LeaseLostError
from harvesters.limits import Limits
from harvesters.model import Delivery, Job, Outcome, Settled, Share

LABELS = "목록키,목록유형,목록명,목록설명,기관명,목록.URL"
EVERYTHING = sorted(str(n) for n in range(30))


@pytest.fixture
def listed(tmp_path: Path) -> Bench:
    """A source of 30 records, in three shares for up to three workers."""
    rows = [f"{n},FILE,자료 {n},설명,가온시,https://portal.example/{n}" for n in range(30)]
    (tmp_path / "list.csv").write_text("\n".join([LABELS, *rows]), encoding="utf-8")
    bench = Bench(tmp_path, workers=3, share_records=10, deliver_batch=10, lease_s=1.0)
    bench.add("portal-list", str(tmp_path / "list.csv"))
    return bench


def meanwhile(bench: Bench, act: Callable[[Job], None]) -> None:
    """Let something happen once, while the job's own worker hands over its first batch."""
    deliver, begun = bench.sink.deliver, []

    def delivering(batch: Sequence[Delivery]) -> Sequence[Outcome]:
        if not begun:
            begun.append(True)
            act(batch[0].job)
        return deliver(batch)

    bench.sink.deliver = delivering  # type: ignore[method-assign]


def test_idle_workers_take_shares_and_no_record_comes_twice(listed: Bench) -> None:
    handed: list[int] = []

    def help_out(job: Job) -> None:
        while listed.engine.assist_ready():
            handed.append(len(listed.sink.delivered))

    meanwhile(listed, help_out)
    result = listed.run()
    assert handed == [20]
    assert (result.state, result.added) == ("done", 30)
    assert sorted(listed.sink.delivered) == EVERYTHING


def test_a_share_whose_worker_died_is_handed_over_by_another_when_its_lease_ends(listed: Bench) -> None:
    taken: list[tuple[Job, Share] | None] = []
    meanwhile(listed, lambda job: taken.append(listed.store.take_share(0.5, most=3)))
    result = listed.run()
    assert taken[0] is not None
    assert taken[0][1].until is not None
    assert result.added == 30
    assert sorted(listed.sink.delivered) == EVERYTHING


def test_a_job_has_room_for_so_many_workers_and_one_worker_shares_nothing(listed: Bench) -> None:
    told: list[bool] = []
    meanwhile(listed, lambda job: told.append(listed.store.take_share(1, most=1) is None))
    assert listed.run().added == 30
    assert told == [True]
    assert not listed.engine.assist_ready()
    alone = replace(listed.engine, limits=replace(listed.engine.limits, workers=1))
    meanwhile(listed, lambda job: told.append(listed.store.are_shares_left(job)))
    source = listed.store.source("src")
    listed.desk.remove("src")
    listed.add("portal-list", source.url)
    assert alone.run("src").added == 30
    assert told == [True, False]


def test_a_helper_of_a_job_that_was_taken_over_settles_nothing(listed: Bench) -> None:
    def stale(job: Job) -> None:
        with pytest.raises(LeaseLostError):
            listed.engine.assist(replace(job, token=job.token - 1), Share())
        assert listed.store.waiting(job) == 30

    meanwhile(listed, stale)
    assert listed.run().added == 30


def test_a_helper_that_breaks_leaves_its_share_to_others(listed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(job: Job) -> None:
        monkeypatch.setattr(type(listed.store), "settle", lambda *_: 1 / 0)
        assert listed.engine.assist_ready()
        monkeypatch.undo()

    meanwhile(listed, broken)
    assert listed.run().added == 30
    assert set(listed.sink.delivered) == set(EVERYTHING)


@pytest.mark.parametrize(("records", "cut"), [(19, 0), (20, 2), (50, 5), (90, 8), (170, 8), (300, 15)])
def test_a_list_is_cut_so_that_nobody_waits_long_for_the_last_share(records: int, cut: int) -> None:
    assert sharing.shares_of(records, Limits(workers=2, deliver_batch=10, share_records=20)) == cut


def test_what_two_workers_settle_counts_once(listed: Bench) -> None:
    def twice(job: Job) -> None:
        waiting = listed.store.pending(job, 1, Share())
        line = Settled(waiting[0].record_id, "added", "hash")
        listed.store.settle(job, [line])
        listed.store.settle(job, [line])

    meanwhile(listed, twice)
    assert listed.run().added == 30


def test_shares_of_a_worker_that_died_are_taken_back_when_what_is_left_is_not_worth_sharing(listed: Bench) -> None:
    def killed(job: Job) -> None:
        raise KeyboardInterrupt

    meanwhile(listed, killed)
    with pytest.raises(KeyboardInterrupt):
        listed.run()
    time.sleep(listed.engine.limits.lease_s)
    told: list[bool] = []
    few = replace(listed.engine, limits=replace(listed.engine.limits, share_records=100, deliver_batch=100))
    meanwhile(listed, lambda job: told.append(few.assist_ready()))
    assert few.run("src").added == 30
    assert told == [False]
    assert sorted(listed.sink.delivered) == EVERYTHING
