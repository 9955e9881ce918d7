"""Drains the outbox: whatever must follow a commit happens here, again and again until it is done."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing import outbox, renditions, rescreen, revoke, versions, waiting
from ckanext.govinnov.stopping import Stop

log = logging.getLogger(__name__)

IDLE_S = 0.5


def run(*, once: bool, leave: Collection[str] = ()) -> None:
    """Work until told to stop (TERM or INT), or with ``once`` until nothing is due; ``leave`` kinds to other workers.

    A start under new rules first orders that everything published be screened again (once: by the worker of all kinds).
    """
    stop = Stop()
    if not leave:
        rescreen.order()
    while not stop.asked:
        if not _step_when_the_database_answers(leave) and once:
            return
        ckan_model.Session.remove()


def _step_when_the_database_answers(leave: Collection[str]) -> bool:
    """One step; while PostgreSQL restarts, a rest: what was at hand is due again when its lease ends."""
    try:
        return step(leave)
    except sa.exc.OperationalError:
        log.exception("the database does not answer; trying again")
        ckan_model.Session.remove()
        time.sleep(IDLE_S)
        return True


def step(leave: Collection[str] = ()) -> bool:
    """Do one piece of work; False when there was none (after a short rest)."""
    lease_s = tk.config["ckanext.govinnov.lease_seconds"]
    row = outbox.claim(lease_s, leave)
    if row is None:
        time.sleep(IDLE_S)
        return False
    try:
        with outbox.held(row.id, lease_s):
            WORK[row.kind](row.key)
    except Exception as error:
        log.exception("outbox row %s (%s) failed", row.id, row.kind)
        retry_s = tk.config["ckanext.govinnov.retry_seconds"] * row.attempts
        outbox.failed(row.id, f"{type(error).__name__}: {error}", retry_s)
        return True
    outbox.done([row.id])
    return True


def index(package_id: str) -> None:
    """Write the dataset as the database has it into the index, or take it out."""
    package = ckan_model.Package.get(package_id)
    if package is None or package.state != "active" or versions.are_words_revoked(package_id):
        logic.index_remove_package(package_id)
        return
    logic.index_update_package_dicts(revoke.dictized(package_id))


WORK: dict[str, Callable[[str], None]] = {
    outbox.INDEX: index,
    outbox.RENDER: renditions.make,
    outbox.WITHDRAW: renditions.withdraw,
    outbox.JUDGE: waiting.judge,
    outbox.RESCREEN: rescreen.version_again,
    outbox.RESCREEN_TEXTS: rescreen.texts_again,
}
