"""Every extension point of harvesting, as Protocols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from harvesters.context import Context
from harvesters.model import (
    Bookmark,
    Delivery,
    Diff,
    Entry,
    Failure,
    Job,
    JobResult,
    JobState,
    Option,
    Outcome,
    Pending,
    Problem,
    RemoteRecord,
    Settled,
    Share,
    Source,
)

if TYPE_CHECKING:
    from harvesters.watch import Watch

NO_FAILURE = Failure()
WHOLE = Share()


@dataclass(frozen=True, slots=True)
class Probe:
    """What is known of an address before its type is: its first bytes, or that it is a folder."""

    url: str
    head: bytes = b""
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: status, headers in lower case, the final address, the whole body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@runtime_checkable
class SourceType(Protocol):
    """One protocol. A module of ``harvesters.sources`` holds one, registered as "govinnov.sources"."""

    name: str
    options: tuple[Option, ...]
    restricted: bool

    def recognises(self, probe: Probe) -> int:
        """How sure it is that it reads this address: 0 (no) to 100. The surest type is taken."""
        ...

    def gather(self, context: Context) -> Iterator[Entry]:
        """List the records, in the source's order.

        Raises:
            AbortJobError: The list can't be trusted: nothing of it is used and nothing goes missing.
            RetryLaterError: The other side can't now.
        """
        ...

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """Bring one record.

        Raises:
            SkipObjectError: This record can't be used.
            RetryLaterError: The other side can't now.
        """
        ...


class AfterParse(Protocol):
    """A hook after parsing: an agency's peculiarity in ten lines, outside the protocol module.

    Registered as "govinnov.after_parse" under the name that a source's option ``after_parse`` gives.
    """

    def __call__(self, record: RemoteRecord, source: Source) -> RemoteRecord:
        """Return the record as it should have been.

        Raises:
            SkipObjectError: This record is not for us.
        """
        ...


class Fetcher(Protocol):
    """The polite session (see ``http.py``)."""

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        any_status: bool = False,
    ) -> Answer:
        """Read an address whole; with ``any_status`` the caller judges the status after the body."""
        ...

    def download(self, url: str, into: Path) -> Path:
        """Read an address to a file, within the byte cap."""
        ...

    def watch(self, watch: Watch) -> None:
        """From now on ask one address only if it changed; ``ListUnchangedError`` says that it did not."""
        ...


class Sink(Protocol):
    """Where records go. The engine may repeat a delivery: the same ``dataset_id`` must not become a second dataset."""

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        """Hand over a batch; one outcome for each, in order."""
        ...

    def finish(self) -> None:
        """Let readers find everything that was delivered and archived so far."""
        ...

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Mark datasets whose records went missing; they stay up."""
        ...

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Take datasets down whose records stayed missing for the grace period."""
        ...


class Vault(Protocol):
    """Where restricted records go: kept privately, with no way to a dataset."""

    def keep(self, source: Source, records: Sequence[RemoteRecord]) -> list[Problem | None]:
        """Keep the bytes of restricted records, the same twice without harm; for each why it is held, or nothing."""
        ...


class Clock(Protocol):
    """Time, so that tests can turn it."""

    def now(self) -> datetime:
        """The time in UTC, with its zone."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class RecordStore(Protocol):
    """The one table of records, the jobs and their leases. Every write of a job checks its fencing token.

    Raises:
        LeaseLostError: (every method that takes a job) another worker took the job over.
    """

    def source(self, name: str) -> Source:
        """A source by name."""
        ...

    def bookmark(self, name: str) -> Bookmark | None:
        """Where the last finished job stood."""
        ...

    def spend(self, source: str, day: str) -> int:
        """Count one request of a day; gives the day's count."""
        ...

    def take(self, source: str, *, dry: bool, lease_s: float) -> Job:
        """Begin a job, or take over one whose worker is gone."""
        ...

    def take_ready(self, lease_s: float) -> Job | None:
        """Take a job that is due, asked for, approved, or left by a dead worker; None when there is none."""
        ...

    def beat(self, job: Job, lease_s: float) -> None:
        """Say that the worker lives."""
        ...

    def stage(self, job: Job, entries: Sequence[Entry]) -> Sequence[Problem]:
        """Write down a part of the list; entries whose id came before are left out and reported."""
        ...

    def plan(
        self, job: Job, bookmark: Bookmark | None = None, *, partial: bool = False, unchanged: bool = False
    ) -> Diff:
        """Compare the whole list with what is known, and write down what to do with each record.

        ``bookmark`` is how far the list was read; ``partial`` that absence means nothing; ``unchanged`` that the
        other side sent nothing because its list is as before.
        """
        ...

    def begin_delivery(self, job: Job) -> Job:
        """From here the list is believed; a taker goes on with what is pending."""
        ...

    def pending(self, job: Job, limit: int, share: Share = WHOLE) -> Sequence[Pending]:
        """The next records of a share to fetch and hand over."""
        ...

    def offer(self, job: Job, of: int) -> None:
        """Cut what is pending into so many shares that every worker may take; 0 forgets those of an earlier worker."""
        ...

    def take_share(self, lease_s: float, *, most: int, job: Job | None = None) -> tuple[Job, Share] | None:
        """Take a free share of any job at which fewer than ``most`` workers are; its own worker names the ``job``."""
        ...

    def keep_share(self, job: Job, share: Share, lease_s: float) -> None:
        """Say that the worker of a share lives."""
        ...

    def end_share(self, job: Job, share: Share) -> None:
        """Write down that a share was handed over."""
        ...

    def are_shares_left(self, job: Job) -> bool:
        """Whether any share was not handed over."""
        ...

    def waiting(self, job: Job) -> int:
        """How many records wait to be fetched and handed over."""
        ...

    def settle(self, job: Job, lines: Sequence[Settled]) -> None:
        """Write down how records ended."""
        ...

    def missing(self, job: Job, limit: int) -> Sequence[str]:
        """Dataset ids of the next records planned as missing."""
        ...

    def mark_missing(self, job: Job, dataset_ids: Sequence[str]) -> None:
        """Mark records as missing from now on."""
        ...

    def overdue(self, job: Job, before: datetime, limit: int) -> Sequence[str]:
        """Dataset ids of the next records missing since before a time."""
        ...

    def forget(self, job: Job, dataset_ids: Sequence[str]) -> None:
        """Drop records whose datasets were withdrawn."""
        ...

    def finish(
        self, job: Job, state: JobState, problems: Sequence[Problem], failure: Failure = NO_FAILURE
    ) -> JobResult:
        """Close the job; a done one gives its bookmark to the source, a failed one lets it rest or stops it."""
        ...
