"""The second half of a job: fetch, compare by content, hand over in batches, archive, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from harvesters.after_parse import after_parse
from harvesters.bring import bring_files
from harvesters.canonical import record_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, RetryLaterError, SkipObjectError, UsageError
from harvesters.intake import lost_links, tidy
from harvesters.model import Delivery, Job, Outcome, Pending, Problem, RecordState, RemoteRecord, Settled, Share, Source
from harvesters.ports import WHOLE, SourceType

if TYPE_CHECKING:
    from harvesters.engine import Engine

#: So many records in a row that the other side refuses: it is down, and the job ends.
BREAKER = 5
_IDS = 500
_NOTED = 1_000


@dataclass(slots=True)
class Delivering:
    """One worker's delivery of one job. ``refused`` counts refusals in a row."""

    engine: Engine
    job: Job
    context: Context
    kind: SourceType
    refused: int = field(default=0)

    def hand_over(self, share: Share = WHOLE) -> None:
        """Fetch and hand over everything of a share that is pending, batch by batch.

        Raises:
            AbortJobError: The other side refused too often in a row.
        """
        store, limits = self.engine.store, self.engine.limits
        while batch := store.pending(self.job, limits.deliver_batch, share):
            self._batch(batch)
            store.beat(self.job, limits.lease_s)
            self.engine.progress(self.job, len(batch))
            self.engine.checkpoint("settled")

    def archive(self) -> None:
        """Mark what went missing; a repeated mark does no harm."""
        store = self.engine.store
        while ids := store.missing(self.job, _IDS):
            self.engine.sink.archive(self.context.source, ids)
            self.engine.checkpoint("archived")
            store.mark_missing(self.job, ids)

    def withdraw(self) -> None:
        """Take down what stayed missing for the grace period."""
        store, before = self.engine.store, self.engine.clock.now() - self.engine.limits.grace
        while ids := store.overdue(self.job, before, _IDS):
            self.engine.sink.withdraw(self.context.source, ids)
            self.engine.checkpoint("withdrawn")
            store.forget(self.job, ids)

    def _batch(self, batch: Sequence[Pending]) -> None:
        """One batch in a folder of its own, so that downloaded bytes don't pile up."""
        with TemporaryDirectory(dir=self.context.workdir) as folder:
            self._move(batch, replace(self.context, workdir=Path(folder)))

    def _move(self, batch: Sequence[Pending], context: Context) -> None:
        """Fetch each; what is unchanged is settled at once, the rest goes to the sink together."""
        settled: list[Settled] = []
        moving: list[tuple[Pending, RemoteRecord, str]] = []
        for pending in batch:
            got = self._fetch(pending, context)
            if isinstance(got, Settled):
                settled.append(got)
                continue
            content = record_hash(got)
            if content == pending.hash and not pending.returned:
                settled.append(Settled(pending.record_id, "unchanged", content))
            else:
                moving.append((pending, got, content))
        self.engine.checkpoint("fetched")
        settled += self._sink(moving)
        self.engine.checkpoint("handed-over")
        self.engine.store.settle(self.job, settled)

    def _fetch(self, pending: Pending, context: Context) -> RemoteRecord | Settled:
        """The record, or why it can't be had now."""
        try:
            parsed = after_parse(self.kind.fetch(pending.entry, context), context.source)
            self._note_lost_links(parsed)
            record = bring_files(tidy(_owned(parsed, context.source)), context)
        except SkipObjectError as error:
            return Settled(pending.record_id, "failed", problem=error.problem(pending.entry.remote_id))
        except RetryLaterError as error:
            self._count_refusal()
            return Settled(pending.record_id, "failed", problem=error.problem(pending.entry.remote_id))
        self.refused = 0
        return record

    def _note_lost_links(self, record: RemoteRecord) -> None:
        """Tell the steward what is left out of a record that is published; as many as a job's row shows."""
        problem = None if self.kind.restricted else lost_links(record)
        if problem and len(self.context.visit.problems) < _NOTED:
            self.context.visit.note(problem)

    def _count_refusal(self) -> None:
        self.refused += 1
        if self.refused >= BREAKER:
            raise AbortJobError(
                "source-down",
                f"원격 서버가 연속 {BREAKER}번 응답하지 못해 수집을 멈췄습니다. 나머지는 다음 실행에서 이어집니다.",
                f"The server failed {BREAKER} times in a row; the rest is taken up by the next run.",
            )

    def _sink(self, moving: Sequence[tuple[Pending, RemoteRecord, str]]) -> list[Settled]:
        """Hand a batch over, restricted records to the vault alone."""
        if self.kind.restricted:
            return self._keep(moving) if moving else []
        if not moving:
            return []
        source = self.context.source
        batch = [Delivery(source, self.job, record, p.dataset_id, p.hash is not None) for p, record, _ in moving]
        outcomes = self.engine.sink.deliver(batch)
        return [_settled(p, content, told) for (p, _, content), told in zip(moving, outcomes, strict=True)]

    def _keep(self, moving: Sequence[tuple[Pending, RemoteRecord, str]]) -> list[Settled]:
        if self.engine.vault is None:
            raise UsageError(
                "no-vault",
                "제한 소스를 보관할 비공개 저장소가 설정되지 않았습니다.",
                "This source is restricted and no private vault is set up for it.",
            )
        problems = self.engine.vault.keep(self.context.source, [record for _, record, _ in moving])
        return [
            Settled(pending.record_id, "held" if problem else _moved(pending), content, problem=problem)
            for (pending, _, content), problem in zip(moving, problems, strict=True)
        ]


def _owned(record: RemoteRecord, source: Source) -> RemoteRecord:
    """The record under the agency that the steward fixed; its own word counts only where none is fixed."""
    return replace(record, agency=source.agency) if source.agency else record


def _moved(pending: Pending) -> RecordState:
    return "added" if pending.hash is None else "changed"


def _settled(pending: Pending, content: str, outcome: Outcome) -> Settled:
    """A sink's word as the store keeps it: what failed is tried again, what is quarantined waits for new bytes."""
    state: RecordState = {"published": _moved(pending), "quarantined": "held", "failed": "failed"}[outcome.state]
    kept = None if outcome.state == "failed" else content
    problem = outcome.problem or (_unsaid(pending) if state in ("held", "failed") else None)
    return Settled(pending.record_id, state, kept, outcome.dataset_id, problem)


def _unsaid(pending: Pending) -> Problem:
    return Problem(
        "not-published",
        "게이트를 통과하지 못해 공개되지 않았습니다. 검사 보고서를 확인하세요.",
        "It did not pass the gate and is not public; see its report.",
        pending.entry.remote_id,
    )
