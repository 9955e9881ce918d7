"""A long list is handed over by several processes, each with its share, and no record twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from harvest_bench import Bench

from harvesters.errors import LeaseLostError
from harvesters.model import Job, Share

LABELS = "목록키,목록유형,목록명,목록설명,기관명,목록.URL"


@pytest.fixture
def listed(bench: Bench, tmp_path: Path) -> Bench:
    """A source of 30 records."""
    rows = [f"{n},FILE,자료 {n},설명,가온시,https://portal.example/{n}" for n in range(30)]
    (tmp_path / "list.csv").write_text("\n".join([LABELS, *rows]), encoding="utf-8")
    bench.add("portal-list", str(tmp_path / "list.csv"))
    return bench


def test_helpers_hand_over_their_shares_and_no_record_comes_twice(listed: Bench) -> None:
    handed: list[int] = []

    @contextmanager
    def two_helpers(job: Job) -> Iterator[Share]:
        assert listed.store.waiting(job) == 30
        for part in (1, 2):
            listed.engine.assist(job, Share(part, 3))
            handed.append(len(listed.sink.delivered))
        yield Share(0, 3)

    result = replace(listed.engine, helpers=two_helpers).run("src")
    assert handed == [10, 20]
    assert (result.state, result.added) == ("done", 30)
    assert sorted(listed.sink.delivered) == sorted(str(n) for n in range(30))


def test_what_a_dead_helper_leaves_is_handed_over_by_the_worker(listed: Bench) -> None:
    @contextmanager
    def dead_helper(job: Job) -> Iterator[Share]:
        yield Share(0, 2)
        assert len(listed.sink.delivered) == 15

    result = replace(listed.engine, helpers=dead_helper).run("src")
    assert result.added == len(set(listed.sink.delivered)) == 30


def test_a_helper_of_a_job_that_was_taken_over_settles_nothing(listed: Bench) -> None:
    @contextmanager
    def stale_helper(job: Job) -> Iterator[Share]:
        with pytest.raises(LeaseLostError):
            listed.engine.assist(replace(job, token=job.token - 1), Share(1, 2))
        assert listed.store.waiting(job) == 30
        yield Share(0, 2)

    assert replace(listed.engine, helpers=stale_helper).run("src").added == 30
