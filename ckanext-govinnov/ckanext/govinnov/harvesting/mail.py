"""Letters to stewards about jobs that were held, stopped or failed, through CKAN's mailer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib import mailer

from harvesters.keys import redact
from harvesters.store import notices

log = logging.getLogger(__name__)

_SUBJECTS = {
    "held": "[{site}] '{source}' 수집이 확인을 기다립니다 / waits for your word",
    "stopped": "[{site}] '{source}' 수집을 멈췄습니다 / was stopped",
    "failed": "[{site}] '{source}' 수집에 실패했습니다 / failed",
}
_BODY = """{korean}

{english}

{counts}
{address}
"""


def send_next(engine: sa.Engine) -> bool:
    """Send the oldest letter that waits; False when there is none. One that can't be sent is tried again later.

    Without a sender's address (``smtp.mail_from``) letters wait; the list on the site tells the same.
    """
    if not tk.config.get("smtp.mail_from"):
        return False
    now = datetime.now(UTC)
    with engine.begin() as db:
        job = notices.next_due(db, now)
        if job is None:
            return False
        people = recipients(job["agency"])
        if _all_sent(job, people):
            notices.sent(db, job["id"], now)
        else:
            notices.failed(db, job["id"], now)
    return True


def recipients(agency: str | None) -> list[tuple[str, str]]:
    """Names and addresses of the agency's stewards; of the administrators where it has none, or is not fixed."""
    user = ckan_model.User
    active = sa.select(user.name, user.email).where(user.state == "active", user.email.is_not(None), user.email != "")
    stewards = active.join(ckan_model.Member, ckan_model.Member.table_id == user.id).join(
        ckan_model.Group, ckan_model.Group.id == ckan_model.Member.group_id
    )
    of_agency = stewards.where(
        ckan_model.Group.title == agency,
        ckan_model.Group.is_organization.is_(True),
        ckan_model.Member.table_name == "user",
        ckan_model.Member.state == "active",
        ckan_model.Member.capacity.in_(("admin", "editor")),
    )
    found = _people(of_agency) if agency else []
    return found or _people(active.where(user.sysadmin.is_(True)))


def _people(query: sa.Select[Any]) -> list[tuple[str, str]]:
    rows = ckan_model.Session.execute(query.distinct().order_by(ckan_model.User.name))
    return [(row.name, row.email) for row in rows]


def _all_sent(job: Mapping[str, Any], people: list[tuple[str, str]]) -> bool:
    subject, body = letter(job)
    for name, address in people:
        try:
            mailer.mail_recipient(name, address, subject, body)
        except mailer.MailerException as error:
            log.warning("job %s can't be told by mail: %s", job["id"], error)
            return False
    return True


def letter(job: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text: what happened, why, what to do, and where. Keys stand in neither."""
    kind = "stopped" if job["paused"] and job["state"] == "failed" else str(job["state"])
    kind = kind if kind in _SUBJECTS else "held"
    problems = (job["problems"] or [{"message_ko": "", "message_en": ""}])[:5]
    counts = job["counts"] or {}
    shown = ("added", "changed", "unchanged", "missing", "held", "failed")
    body = _BODY.format(
        korean="\n".join(problem["message_ko"] for problem in problems),
        english="\n".join(problem["message_en"] for problem in problems),
        counts=", ".join(f"{name} {counts.get(name, 0)}" for name in shown),
        address=f"{tk.config['ckan.site_url'].rstrip('/')}/steward/harvest/job/{job['id']}",
    )
    return _SUBJECTS[kind].format(site=tk.config["ckan.site_title"], source=job["source"]), redact(body)
