"""Runs a source: gather → compare → fetch → hand over; resumable, idempotent, and the only broad ``except``."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from harvesters import sharing, sources
from harvesters.clock import SystemClock
from harvesters.context import Context, read_options
from harvesters.deliver import Delivering
from harvesters.errors import (
    HarvestError,
    KeyRefusedError,
    LeaseLostError,
    RetryLaterError,
    SkipObjectError,
    UsageError,
)
from harvesters.heart import Heart, beating
from harvesters.intake import usable
from harvesters.limits import Limits
from harvesters.metering import Metered
from harvesters.model import Diff, Entry, Failure, Job, JobResult, Problem, Share, Source
from harvesters.ports import Clock, Fetcher, RecordStore, Sink, SourceType, Vault
from harvesters.watch import ListUnchangedError, Watch

log = logging.getLogger(__name__)
_T = TypeVar("_T")


def _no_checkpoint(label: str) -> None:
    """Tests stop the engine at these labels; outside of tests nothing happens."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything a run needs.

    ``http`` makes the polite session of one source; ``makers`` make what sources of a type list, just before they are
    read: a type of this site's own has one.
    """

    store: RecordStore
    sink: Sink
    http: Callable[[Source], Fetcher]
    vault: Vault | None = None
    clock: Clock = field(default_factory=SystemClock)
    limits: Limits = field(default_factory=Limits)
    checkpoint: Callable[[str], None] = _no_checkpoint
    progress: Callable[[Job, int], None] = lambda job, done: None
    makers: Mapping[str, Callable[[Source], None]] = field(default_factory=dict)

    def run(self, name: str, *, dry: bool = False) -> JobResult:
        """Run a source once, or go on with what a dead worker or a steward's approval left.

        Raises:
            UsageError: There is no such source, it is paused, or its options are wrong.
            RetryLaterError: Another worker has it.
            LeaseLostError: Another worker took it over.
        """
        source = self.store.source(name)
        read_options(source, sources.source_type(source.type).options)
        if source.paused and not dry:
            raise UsageError(
                "paused",
                f"'{name}' 소스는 일시 중지되어 있습니다.",
                f"The source '{name}' is paused; let it go on first.",
            )
        return self._work(self.store.take(name, dry=dry, lease_s=self.limits.lease_s))

    def run_ready(self) -> JobResult | None:
        """Run one job that is due, asked for, approved, or left by a dead worker; None when there is none.

        Raises:
            LeaseLostError: Another worker took it over.
        """
        job = self.store.take_ready(self.limits.lease_s)
        return self._work(job) if job else None

    def assist_ready(self) -> bool:
        """Hand over shares of another worker's job; False when there is none.

        What goes wrong is left to the job's own worker: the share is free again when its lease ends.

        Raises:
            LeaseLostError: The job was taken over.
        """
        taken = self.store.take_share(self.limits.lease_s, most=self.limits.workers)
        if taken is None:
            return False
        try:
            self.assist(*taken)
        except LeaseLostError:
            raise
        except Exception:
            log.exception("a share of job %s broke", taken[0].id)
        return True

    def assist(self, job: Job, share: Share) -> None:
        """Hand over a share of a job, and further ones of it while there are any.

        Raises:
            AbortJobError: The other side refused too often in a row.
            LeaseLostError: The job was taken over.
        """
        source = self.store.source(job.source)
        kind = sources.source_type(source.type)
        with tempfile.TemporaryDirectory(prefix="govinnov-harvest-") as folder:
            sharing.help_out(Delivering(self, job, self._context(source, kind, Path(folder)), kind), share)

    def _work(self, job: Job) -> JobResult:
        """A taken job to its end."""
        self.checkpoint("taken")
        source = self.store.source(job.source)
        try:
            kind = sources.source_type(source.type)
            read_options(source, kind.options)
        except UsageError as error:
            return self.store.finish(job, "failed", [error.problem()])
        beat = partial(self.store.beat, job, self.limits.lease_s)
        with tempfile.TemporaryDirectory(prefix="govinnov-harvest-") as folder, self.living(beat) as alive:
            return alive._guarded(job, self._context(source, kind, Path(folder)), kind)

    @contextmanager
    def living(self, beat: Callable[[], None]) -> Iterator[Engine]:
        """This engine, with a lease renewed beside the work for as long as the work gets on."""
        heart = Heart()

        def checkpoint(label: str) -> None:
            heart.sign()
            self.checkpoint(label)

        with beating(heart, beat, self.limits.lease_s / 3):
            yield replace(self, checkpoint=checkpoint)

    def _context(self, source: Source, kind: SourceType, workdir: Path) -> Context:
        options = read_options(source, kind.options)
        return Context(
            source=source,
            options=options,
            http=self._fetcher(source, int(options["daily_limit"])),
            workdir=workdir,
            clock=self.clock,
            bookmark=self.store.bookmark(source.name),
        )

    def _fetcher(self, source: Source, daily_limit: int) -> Fetcher:
        """The source's session, counted where the other side allows so many requests a day."""
        session = self.http(source)
        if not daily_limit:
            return session
        return Metered(session, lambda day: self.store.spend(source.name, day), daily_limit, self.clock)

    def _guarded(self, job: Job, context: Context, kind: SourceType) -> JobResult:
        """Whatever happens, a job that failed says failed; nothing of a broken list is used."""
        try:
            return self._steps(job, context, kind)
        except LeaseLostError:
            raise
        except HarvestError as error:
            return self.store.finish(job, "failed", [*context.visit.problems, error.problem()], _failure(error))
        except Exception as error:
            log.exception("job %s of source %s broke", job.id, job.source)
            return self.store.finish(job, "failed", [*context.visit.problems, _broken(error)])

    def _steps(self, job: Job, context: Context, kind: SourceType) -> JobResult:
        if job.state == "delivering":
            return self._deliver(job, context, kind)
        self._read_list(job, context, kind)
        self.checkpoint("gathered")
        visit = context.visit
        partial = visit.partial or visit.unchanged
        diff = self.store.plan(job, visit.bookmark, partial=partial, unchanged=visit.unchanged)
        self.checkpoint("planned")
        if job.dry and context.source.approved:
            return self.store.finish(job, "done", visit.problems)
        reason = self._hold(context.source, diff, partial)
        if reason:
            return self.store.finish(job, "held", [reason, *visit.problems])
        return self._deliver(self.store.begin_delivery(job), context, kind)

    def _read_list(self, job: Job, context: Context, kind: SourceType) -> None:
        """Read the list, unless the other side says that it is as before."""
        watch = Watch(context.source.url, context.bookmark)
        context.http.watch(watch)
        try:
            self._gather(job, context, kind)
        except ListUnchangedError:
            context.visit.unchanged = True
            return
        context.http.watch(Watch(""))
        context.visit.bookmark = context.visit.bookmark or watch.bookmark()

    def _gather(self, job: Job, context: Context, kind: SourceType) -> None:
        """Write the whole list down before anything is changed."""
        make = self.makers.get(context.source.type)
        if make:
            make(context.source)
            self.checkpoint("made")
        for batch in _batches(_usable(kind.gather(context), context), self.limits.stage_batch):
            for problem in self.store.stage(job, batch):
                context.visit.note(problem)
            self.store.beat(job, self.limits.lease_s)
            self.progress(job, len(batch))
            self.checkpoint("staged")

    def _hold(self, source: Source, diff: Diff, partial: bool) -> Problem | None:
        """Why a steward must look before anything happens; None when it may go on."""
        if not source.approved:
            return _hold(
                "first-run",
                "새 소스의 첫 수집입니다. 차이를 확인하고 승인하세요.",
                "A new source: look at the diff and approve it.",
            )
        known, going = diff.counts["known"], diff.counts["missing"] + diff.counts.get("renamed", 0)
        if partial or not going:
            return None
        if going > max(self.limits.missing_least, known * self.limits.missing_share) or going == known:
            return _hold(
                "mass-deletion",
                f"등록된 {known}건 가운데 {going}건이 목록에서 사라졌습니다. 확인하기 전에는 아무것도 바꾸지 않습니다.",
                f"{going} of {known} records are gone from the list; nothing is changed before you approve.",
            )
        return None

    def _deliver(self, job: Job, context: Context, kind: SourceType) -> JobResult:
        """The second half: fetch and hand over what is pending, then what is missing, then what is overdue."""
        work = Delivering(self, job, context, kind)
        sharing.share_out(work)
        work.hand_over()
        work.archive()
        self.sink.finish()
        work.withdraw()
        self.checkpoint("delivered")
        return self.store.finish(job, "done", context.visit.problems)


def _usable(entries: Iterable[Entry], context: Context) -> Iterator[Entry]:
    """Entries that can be stored; the others are noted. Where files are brought, no marker vouches for their bytes."""
    for entry in entries:
        try:
            made = usable(entry)
            yield replace(made, marker=None) if context.flag("download") else made
        except SkipObjectError as error:
            context.visit.note(error.problem(entry.remote_id[:200]))


def _batches(items: Iterable[_T], size: int) -> Iterator[Sequence[_T]]:
    flow = iter(items)
    while batch := list(islice(flow, size)):
        yield batch


def _hold(code: str, korean: str, english: str) -> Problem:
    return Problem(code, korean, english, kind="note")


def _failure(error: HarvestError) -> Failure:
    """A refused key stops the source until a steward changes it; who asks for time gets it."""
    seconds = error.seconds if isinstance(error, RetryLaterError) else 0.0
    return Failure(retry_s=seconds, stops=isinstance(error, KeyRefusedError))


def _broken(error: Exception) -> Problem:
    """An error of our own program: its kind only, for its words may carry data."""
    return Problem(
        "internal-error",
        f"프로그램 오류({type(error).__name__})로 수집을 멈췄습니다. 기존 데이터는 그대로이니 운영자에게 알려 주세요.",
        f"The program failed ({type(error).__name__}); the data stay as they were. Tell the operator.",
    )
