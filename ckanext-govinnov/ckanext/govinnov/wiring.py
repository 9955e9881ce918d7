"""The one place that knows all rooms: sources → engine → sink → gate → catalog, and the state of the whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov import collector
from ckanext.govinnov.dispatch_pages.served import SOURCE
from ckanext.govinnov.dispatch_runs import background
from ckanext.govinnov.dispatch_runs.folders import folders
from ckanext.govinnov.harvesting.feeds import TraceVault
from ckanext.govinnov.harvesting.sink import CatalogSink
from ckanext.govinnov.publishing import health as gate_health
from ckanext.govinnov.publishing import projector, submissions
from ckanext.govinnov.trace_desk import checks as trace_checks
from ckanext.govinnov.trace_tables import folders as trace_folders
from ckanext.govinnov.trace_tables import making as trace_making
from ckanext.govinnov.trace_tables import source as trace_tables
from harvesters.engine import Engine
from harvesters.limits import Limits
from harvesters.model import JobResult, Source
from harvesters.patience import patiently
from harvesters.reader import session_for
from harvesters.store import Desk, SqlStore
from harvesters.vault import FileVault

Progress = Callable[[str], None]

#: Whose the dispatch analysis is.
DISPATCH_AGENCY = "긴급출동 분석"


def seed(data: Path | None, progress: Progress) -> dict[str, Any]:
    """Register the seeded sources and harvest them; what passes the gate is public afterwards.

    Args:
        data: Folder of agency files; None harvests the demonstration agency.
        progress: Told one line at a time what happens.
    """
    steps: dict[str, float] = {}
    with _sources(data) as sources:
        for source in sources:
            with _timed(steps, source.name):
                progress(_line(source, run(source, progress)))
    add_trace(data)
    with _timed(steps, "renditions"):
        projector.run(once=True)
    return {"sources": len(sources), **counts(), "steps": steps}


def dispatch_source(outputs: Path) -> Source:
    """The source of the dispatch analysis: the folder of its last finished run."""
    return Source(SOURCE, "dispatch-run", str(outputs.absolute()), DISPATCH_AGENCY, approved=True)


def dispatch(inputs: Path, key: str, progress: Progress) -> None:
    """Compute the dispatch analysis and publish what passes the gate (see ``dispatch_runs.background``)."""
    background.run(inputs, folders(), key, lambda outputs: run(dispatch_source(outputs), progress))


def add_trace(data: Path | None) -> None:
    """Set up the source of the trace's tables where it is missing, and keep the count of animals that data hold."""
    if data:
        trace_folders.keep_count_of_animals(data)
    if trace_tables.SOURCE not in {source["name"] for source in desk().sources()}:
        desk().add(trace_tables.source())


def run(source: Source, progress: Progress) -> JobResult:
    """Harvest one source now, through the gate; a harvester that has it in hand is waited for.

    Raises:
        UsageError: The source's settings are wrong.
        RetryLaterError: Another worker has it still after ``PATIENCE_S``.
    """
    desk().add(source)
    harvester = engine(progress)
    return patiently(lambda: harvester.run(source.name), harvester.clock, progress)


def desk() -> Desk:
    """The steward's desk over this site's sources and jobs."""
    return Desk(ckan_model.meta.engine)


def engine(progress: Progress, checkpoint: Callable[[str], None] = lambda label: None) -> Engine:
    """The engine that publishes through the gate; restricted records go to the private vault and to the trace.

    Args:
        progress: Told one line for each batch.
        checkpoint: Told each step by its label; it may end the process there.
    """
    collector.spare()
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    store = SqlStore(ckan_model.meta.engine)
    return Engine(
        store,
        CatalogSink(user),
        http=session_for,
        vault=_vault(Path(tk.config["ckanext.govinnov.storage_path"]) / "restricted", datetime.now(UTC).date()),
        limits=Limits(
            lease_s=tk.config["ckanext.govinnov.lease_seconds"],
            workers=tk.config["ckanext.govinnov.harvest_processes"],
        ),
        checkpoint=checkpoint,
        progress=lambda job, done: progress(f"{job.source}: {done}"),
        makers={trace_tables.TYPE: _every_night},
    )


def _every_night(source: Source) -> None:
    """The trace's tables; and the job worker looks for what does not add up, which nobody here waits for.

    Only this site's own source has its folder made: one that another site made is read, and never written.
    """
    if source.name == trace_tables.SOURCE:
        trace_making.make(source)
        trace_checks.ask()


@lru_cache(maxsize=1)
def _vault(folder: Path, today: date) -> TraceVault:
    """Where restricted records go; what was kept long enough is deleted first, once a day: idle workers ask often."""
    vault = TraceVault(FileVault(folder))
    vault.forget(today)
    return vault


def counts() -> dict[str, int]:
    """Public datasets, and submissions in quarantine."""
    package = ckan_model.Package
    public = sa.select(sa.func.count()).where(package.state == "active", package.private.is_(False))
    return {
        "published": int(ckan_model.Session.execute(public).scalar_one()),
        "quarantined": submissions.count("quarantined"),
    }


def health() -> dict[str, Any]:
    """Whether the gate's requirements hold, and how much is published and held."""
    checks = gate_health.checks()
    healthy = all(check.ok for check in checks)
    return {"ok": healthy, "checks": [asdict(check) for check in checks], "datasets": counts() if healthy else {}}


@contextmanager
def _sources(data: Path | None) -> Iterator[list[Source]]:
    """What a first start harvests: a folder with the portal's list beside it, or the demonstration agency."""
    if data is None:
        from harvesters.demo import demonstration

        with demonstration() as sources:
            yield sources
        return
    folder = data.resolve()
    lists = sorted(folder.glob("portal-list*/data_go_kr_list*.csv*"))
    yield [
        Source("agency-files", "files", str(folder), approved=True),
        *(
            Source("portal-list", "portal-list", str(path), options={"only": "core,standard"}, approved=True)
            for path in lists[:1]
        ),
    ]


def _line(source: Source, result: JobResult) -> str:
    return (
        f"{source.name}: {result.state}, added {result.added}, changed {result.changed}, "
        f"unchanged {result.unchanged}, held {result.held}, failed {result.failed}"
    )


@contextmanager
def _timed(steps: dict[str, float], name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    steps[name] = round(time.monotonic() - started, 1)
