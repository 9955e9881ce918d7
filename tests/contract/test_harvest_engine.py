"""The engine on a real store: nothing lost, nothing twice, nothing wrongly deleted."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from agency_server import Agency, Reply
from contract_examples import datajson
from harvest_bench import Bench
from sqlalchemy import func, select

from harvesters.errors import LeaseLostError, RetryLaterError, UsageError
from harvesters.limits import Limits
from harvesters.model import Delivery, Outcome, Problem
from harvesters.store.tables import ERRORS

SETS = tuple(f"암검진 자료 {number}" for number in range(40))


@dataclass
class Turned:
    """A clock that a test turns."""

    time: datetime = field(default_factory=lambda: datetime(2026, 3, 1, tzinfo=UTC))

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=max(0.0, seconds))


@pytest.fixture
def turned(bench: Bench) -> Turned:
    clock = Turned()
    bench.store.clock = bench.desk.clock = clock
    object.__setattr__(bench.engine, "clock", clock)
    return clock


def serve(agency: Agency, bench: Bench, names: Sequence[str] = SETS, **settings: object) -> None:
    agency.json("/data.json", datajson(tuple(names)))
    bench.add("datajson", f"{agency.url}/data.json", **settings)


def test_a_new_source_waits_for_a_steward_and_goes_on_after_the_word(agency: Agency, bench: Bench) -> None:
    serve(agency, bench, approved=False)
    held = bench.run()
    assert (held.state, held.added, held.errors[0].code) == ("held", len(SETS), "first-run")
    assert bench.sink.datasets == {}
    assert [line.title for line in bench.desk.diff(held.job).added[:2]] == list(SETS[:2])
    bench.desk.approve(held.job, "steward")
    result = bench.run()
    assert (result.state, result.job, result.added) == ("done", held.job, len(SETS))
    assert bench.run().unchanged == len(SETS)


def test_an_error_stays_with_its_job_whatever_later_jobs_do(agency: Agency, bench: Bench) -> None:
    broken = datajson(SETS[:3])
    broken["dataset"][1]["title"] = ""
    agency.json("/data.json", broken)
    bench.add("datajson", f"{agency.url}/data.json")
    first = bench.run()
    assert (first.failed, [(one.code, one.record) for one in first.errors]) == (1, [("no-title", "set-1")])
    again = bench.run()
    assert (again.failed, again.errors) == (1, first.errors)
    agency.json("/data.json", datajson(SETS[:3]))
    assert bench.run().errors == ()
    agency.json("/data.json", datajson(SETS[:1]))
    bench.run(dry=True)
    assert bench.desk.job(first.job) == first and bench.desk.job(again.job) == again
    assert tuple(bench.desk.errors(first.job)) == first.errors
    bench.desk.remove("src")
    with bench.desk.engine.begin() as db:
        assert db.scalars(select(func.count()).select_from(ERRORS)).one() == 0


def test_all_errors_of_a_job_are_kept_though_its_result_shows_a_thousand(agency: Agency, bench: Bench) -> None:
    broken = datajson(tuple(f"자료 {number}" for number in range(1_005)))
    for item in broken["dataset"]:
        item["title"] = ""
    agency.json("/data.json", broken)
    bench.add("datajson", f"{agency.url}/data.json")
    job = bench.run()
    assert (job.failed, len(job.errors), len(bench.desk.errors(job.job))) == (1_005, 1_000, 1_005)


def test_an_old_id_that_comes_again_after_its_dataset_got_a_new_one_is_a_dataset_of_its_own(
    agency: Agency, bench: Bench
) -> None:
    serve(agency, bench)
    bench.run()
    moved = datajson(SETS)
    moved["dataset"][5]["identifier"] = "moved"
    agency.json("/data.json", moved)
    bench.run()
    [pair] = bench.desk.proposals()
    bench.desk.decide(pair["id"], "steward", "accepted")
    bench.run()
    moved["dataset"].append({"identifier": "set-5", "title": "다른 자료"})
    agency.json("/data.json", moved)
    assert bench.run().added == 1
    assert bench.sink.titles() == {*SETS, "다른 자료"} and len(bench.sink.datasets) == len(SETS) + 1
    assert bench.run().unchanged == len(SETS) + 1


def test_a_rejected_job_did_nothing(agency: Agency, bench: Bench) -> None:
    serve(agency, bench, approved=False)
    bench.desk.reject(bench.run().job, "steward")
    assert bench.sink.datasets == {} and bench.run().state == "held"


def test_a_dry_run_says_what_would_happen_and_does_nothing(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    changed = datajson(SETS)
    changed["dataset"][0]["description"] = "새 설명"
    changed["dataset"].append({"identifier": "more", "title": "새 자료"})
    del changed["dataset"][5]
    agency.json("/data.json", changed)
    bench.sink.delivered.clear()
    dry = bench.run(dry=True)
    assert (dry.state, dry.added, dry.changed, dry.missing, dry.unchanged) == ("done", 1, 1, 1, len(SETS) - 2)
    assert bench.sink.delivered == bench.sink.archived == []
    wet = bench.run()
    assert (wet.added, wet.changed, wet.missing) == (1, 1, 1)


def test_too_many_missing_hold_the_whole_run_and_a_part_can_be_approved(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    agency.json("/data.json", {"dataset": [*datajson(SETS[:30])["dataset"], {"identifier": "n", "title": "새 자료"}]})
    held = bench.run()
    assert (held.state, held.missing, held.errors[0].code) == ("held", 10, "mass-deletion")
    assert bench.sink.archived == [] and "새 자료" not in bench.sink.titles()
    bench.desk.approve(held.job, "steward", missing=["set-30", "set-31"])
    result = bench.run()
    assert (result.state, result.added, result.missing) == ("done", 1, 2)
    assert len(bench.sink.archived) == 2


@pytest.mark.parametrize(("gone", "state"), [(4, "done"), (5, "held")])
def test_ten_percent_or_five_may_go_without_asking(gone: int, state: str, agency: Agency, bench: Bench) -> None:
    small = SETS[:20]
    serve(agency, bench, small)
    bench.run()
    agency.json("/data.json", datajson(small[: len(small) - gone - 1]))
    assert bench.run().state == state


def test_a_small_source_that_comes_back_empty_is_held_too(agency: Agency, bench: Bench) -> None:
    serve(agency, bench, SETS[:3])
    bench.run()
    agency.json("/data.json", datajson(()))
    assert bench.run().state == "held"


def test_missing_datasets_are_marked_come_back_and_go_only_after_the_grace_period(
    agency: Agency, bench: Bench, turned: Turned
) -> None:
    serve(agency, bench)
    bench.run()
    agency.json("/data.json", datajson(SETS[:-2]))
    assert bench.run().missing == 2
    assert len(bench.sink.archived) == 2 and bench.sink.withdrawn == []
    turned.time += timedelta(days=6)
    agency.json("/data.json", datajson(SETS[:-1]))
    back = bench.run()
    assert (back.changed, back.missing, bench.sink.withdrawn) == (1, 0, [])
    turned.time += timedelta(days=2)
    bench.run()
    assert len(bench.sink.withdrawn) == 1
    assert len(bench.sink.datasets) == len(SETS) - 1


def test_a_renamed_record_is_proposed_and_keeps_its_dataset(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    renamed = datajson(SETS)
    renamed["dataset"][3]["identifier"] = "renamed"
    agency.json("/data.json", renamed)
    result = bench.run()
    assert (result.state, result.added, result.missing, result.held) == ("done", 0, 0, 2)
    [proposal] = bench.desk.proposals()
    assert (proposal["kind"], proposal["remote_id"], proposal["other_remote_id"]) == ("rename", "renamed", "set-3")
    before = set(bench.sink.datasets)
    bench.desk.decide(proposal["id"], "steward", "accepted")
    assert bench.run().changed == 1
    assert set(bench.sink.datasets) == before
    assert bench.run().unchanged == len(SETS)


def test_a_rejected_rename_becomes_a_dataset_of_its_own(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    renamed = datajson(SETS)
    renamed["dataset"][3]["identifier"] = "renamed"
    agency.json("/data.json", renamed)
    bench.run()
    bench.desk.decide(bench.desk.proposals()[0]["id"], "steward", "rejected")
    result = bench.run()
    assert (result.added, result.missing, result.held) == (1, 1, 0)


def test_two_sources_of_one_dataset_are_proposed_as_a_merge_never_two_twins(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    agency.json("/other.json", datajson(SETS[:1]))
    bench.add("datajson", f"{agency.url}/other.json", name="other")
    result = bench.run("other")
    assert (result.state, result.added, result.held) == ("done", 0, 1)
    assert [row["kind"] for row in bench.desk.proposals()] == ["merge"]
    bench.desk.decide(bench.desk.proposals()[0]["id"], "steward", "accepted")
    assert bench.run("other").added == 0
    assert len(bench.sink.datasets) == len(SETS)


def test_the_steward_fixes_the_agency_whatever_the_feed_says(agency: Agency, bench: Bench) -> None:
    agency.json("/data.json", datajson(SETS[:2]))
    bench.add("datajson", f"{agency.url}/data.json", agency="나래군")
    bench.run()
    packages = bench.sink.datasets.values()
    extras = [{item["key"]: item["value"] for item in package["extras"]} for package in packages]
    assert {words["agency_name"] for words in extras} == {"나래군"}


def test_what_the_gate_holds_is_not_sent_again_until_it_changes(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    deliver = bench.sink.deliver

    def gate(batch: Sequence[Delivery]) -> Sequence[Outcome]:
        problem = Problem("quarantined", "주민등록번호가 있습니다.", "It holds registration numbers.")
        told = deliver(batch)
        return [Outcome("quarantined", None, problem) if d.record.remote_id == "set-7" else t
                for d, t in zip(batch, told, strict=True)]  # fmt: skip

    bench.sink.deliver = gate  # type: ignore[method-assign]
    first = bench.run()
    assert (first.added, first.held, [e.code for e in first.errors]) == (len(SETS) - 1, 1, ["quarantined"])
    bench.sink.delivered.clear()
    assert bench.run().unchanged == len(SETS)
    assert bench.sink.delivered == []


def test_a_record_that_fails_is_tried_again_and_does_not_stop_the_others(agency: Agency, bench: Bench) -> None:
    value = datajson(SETS)
    value["dataset"][2]["title"] = ""
    agency.json("/data.json", value)
    bench.add("datajson", f"{agency.url}/data.json")
    first = bench.run()
    assert (first.added, first.failed, first.errors[0].record) == (len(SETS) - 1, 1, "set-2")
    agency.json("/data.json", datajson(SETS))
    second = bench.run()
    assert (second.added, second.failed) == (1, 0)


def test_only_one_worker_has_a_source_and_a_taken_over_one_writes_nothing(
    agency: Agency, bench: Bench, turned: Turned
) -> None:
    serve(agency, bench)
    first = bench.store.take("src", dry=False, lease_s=60)
    with pytest.raises(RetryLaterError):
        bench.run()
    bench.store.plan(first, partial=False)
    first = bench.store.begin_delivery(first)
    turned.time += timedelta(seconds=61)
    second = bench.store.take("src", dry=False, lease_s=60)
    assert (second.id, second.token) == (first.id, first.token + 1)
    with pytest.raises(LeaseLostError):
        bench.store.settle(first, [])
    with pytest.raises(LeaseLostError):
        bench.store.finish(first, "done", [])
    assert bench.store.finish(second, "done", []).state == "done"


def test_a_source_that_keeps_failing_rests_longer_each_time(agency: Agency, bench: Bench, turned: Turned) -> None:
    serve(agency, bench)
    agency.routes.clear()
    rests = []
    for _ in range(3):
        assert bench.run().state == "failed"
        [row] = bench.desk.sources()
        rests.append((row["not_before"] - turned.now()).total_seconds())
    assert rests == [300, 600, 1200]
    bench.desk.pause("src", paused=False)
    assert bench.desk.sources()[0]["not_before"] is None


def test_a_paused_source_is_not_run(agency: Agency, bench: Bench) -> None:
    serve(agency, bench, paused=True)
    with pytest.raises(UsageError, match="paused"):
        bench.run()


def test_removing_a_source_names_the_datasets_it_brought(agency: Agency, bench: Bench) -> None:
    serve(agency, bench)
    bench.run()
    assert set(bench.desk.brought("src")) == set(bench.sink.datasets)
    bench.desk.remove("src")
    assert bench.desk.sources() == []


def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    peaks = []
    for count in (500, 2_500):
        folder = tmp_path / str(count)
        folder.mkdir()
        rows = (f"{n},FILE,자료 {n},설명,가온시,https://portal.example/{n}" for n in range(count))
        path = folder / "list.csv"
        path.write_text("\n".join(["목록키,목록유형,목록명,목록설명,기관명,목록URL", *rows]), encoding="utf-8")
        bench = Bench(folder, stage_batch=100, deliver_batch=50)
        bench.sink.datasets, bench.sink.delivered = _Forgetting(), _Forgetful()  # type: ignore[assignment]
        bench.add("portal-list", str(path))
        tracemalloc.start()
        assert bench.run().added == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 2 << 20, "only the read buffer of 1 MiB fills up"


class _Forgetting(dict):  # type: ignore[type-arg]
    """A catalog that keeps nothing in this process."""

    def __setitem__(self, key: str, value: object) -> None:
        pass


class _Forgetful(list):  # type: ignore[type-arg]
    """A list of nothing."""

    def append(self, value: object) -> None:
        pass


def test_the_limits_are_those_of_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs/explanation/harvest.md").read_text(encoding="utf-8")
    limits = Limits()
    assert f"max({limits.missing_least}, {limits.missing_share:.0%})" in text
    assert f"{limits.grace.days} days" in text


def test_files_behind_links_are_brought_when_asked_for(agency: Agency, bench: Bench) -> None:
    value = datajson(SETS[:3])
    for n, item in enumerate(value["dataset"]):
        item["distribution"] = [{"title": "표", "downloadURL": f"{agency.url}/{n}.csv", "mediaType": "text/csv"}]
        agency.routes[f"/{n}.csv"] = Reply(f"번호,값\n{n},1\n".encode("cp949"), type="text/csv")
    agency.routes["/1.csv"] = Reply(b"<!doctype html><html>login</html>", type="text/html")
    agency.json("/data.json", value)
    bench.add("datajson", f"{agency.url}/data.json", options={"download": True})
    result = bench.run()
    assert (result.added, result.failed, [error.code for error in result.errors]) == (2, 1, ["page-not-file"])
    agency.routes["/2.csv"] = Reply("번호,값\n2,9\n".encode("cp949"), type="text/csv")
    agency.routes["/1.csv"] = agency.routes["/0.csv"]
    again = bench.run()
    assert (again.added, again.changed, again.unchanged) == (1, 1, 1)


def test_the_daily_limit_is_counted_across_jobs_and_ends_at_midnight_in_korea(
    agency: Agency, bench: Bench, turned: Turned
) -> None:
    serve(agency, bench, options={"daily_limit": 2})
    assert [bench.run().state for _ in range(3)] == ["done", "done", "failed"]
    assert bench.desk.history()[0]["problems"][0]["code"] == "daily-limit"
    assert len(agency.seen) == 2
    turned.time += timedelta(hours=16)
    assert bench.run().state == "done"
