"""Processes that help a worker with a long list: each hands over a share, under the worker's own fencing token."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import ckan.plugins.toolkit as tk

from ckanext.govinnov import beside
from harvesters.model import Job, Share

#: A helper costs a start of CKAN: with fewer records than so many for each, it is not worth it.
LEAST = 1_000


@contextmanager
def helping(job: Job, waiting: int) -> Iterator[Share]:
    """Start the helpers that a job of so many records is worth; gives the worker's own share, and waits for theirs.

    A helper that dies leaves its records waiting, and the worker does them. When the worker dies, whoever takes the job
    over has a newer token, and a helper that lives on can commit nothing.
    """
    of = max(1, min(tk.config["ckanext.govinnov.harvest_processes"], waiting // LEAST))
    helpers = [_start(job, Share(part, of)) for part in range(1, of)]
    try:
        yield Share(0, of)
        for helper in helpers:
            helper.wait()
    finally:
        for helper in helpers:
            helper.terminate()


def _start(job: Job, share: Share) -> subprocess.Popen[bytes]:
    return beside.start("assist", *map(str, (job.source, job.id, job.token, share.part, share.of)))
