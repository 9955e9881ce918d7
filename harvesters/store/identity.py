"""Which dataset a record becomes: one of its own, also where a renamed record took the first one with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from harvesters.model import Entry, Job
from harvesters.package import dataset_id
from harvesters.store.tables import RECORDS


def dataset_ids(db: Connection, job: Job, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Dataset ids by the records' keys, as ``dataset_id`` computes them.

    An id that another record of the source holds (a steward said that it is the old one under a new id) is not given
    away twice: who comes under the old remote id again gets a new one, which its row keeps from then on.
    """
    first = {key: dataset_id(job.source, entry.remote_id) for key, entry in entries.items()}
    holders = _holders(db, job, first.values())
    free = {key for key, made in first.items() if key in holders.get(made, {key})}
    return {key: made if key in free else dataset_id(job.source, f"{key}\n{job.id}") for key, made in first.items()}


def _holders(db: Connection, job: Job, ids: Iterable[str]) -> dict[str, set[str]]:
    """Keys of the records that hold datasets, by dataset id."""
    held = select(RECORDS.c.dataset_id, RECORDS.c.remote_key).where(RECORDS.c.source == job.source)
    found: dict[str, set[str]] = {}
    for made, key in db.execute(held.where(RECORDS.c.dataset_id.in_(set(ids)))):
        found.setdefault(made, set()).add(key)
    return found
