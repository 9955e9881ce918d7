"""Checks of the whole store, which take longer than a page may: a worker does them, and pages show what came of it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import ckan.plugins.toolkit as tk
from ckan.lib import jobs

from ckanext.govinnov.trace_desk import entering
from govinnov.trace.store import checking

log = logging.getLogger(__name__)

_TITLE = "trace check"
#: After so many seconds a run is ended, and the one before it stays.
_LONGEST_S = 4 * 3600


def run() -> None:
    """Check all that is known now, and keep what was found in the place of what was before."""
    with entering.store() as db:
        done = checking.check(db, datetime.now(UTC).replace(microsecond=0))
    log.info("trace check: %d records in %.1f s", done.records, done.seconds)


def ask() -> None:
    """Let the job worker check, unless it is asked to already."""
    if not is_asked():
        tk.enqueue_job(run, title=_TITLE, rq_kwargs={"timeout": _LONGEST_S})


def is_asked() -> bool:
    """Whether a check waits for the worker."""
    return any(job.meta.get("title") == _TITLE for job in jobs.get_queue().jobs)
