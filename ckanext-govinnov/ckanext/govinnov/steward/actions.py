"""What stewards ask about submissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import decisions, submissions
from ckanext.govinnov.steward.deciding import govinnov_submission_decide

Context = dict[str, Any]
DataDict = dict[str, Any]


@tk.side_effect_free
def govinnov_submission_list(context: Context, data_dict: DataDict) -> list[DataDict]:
    """Submissions that the reader's agencies handed in, newest first.

    :param state: ``pending``, ``quarantined``, ``published``, ``discarded`` or ``failed`` (optional)
    :param limit: at most this many (optional, default 100)
    :param offset: leave out the first (optional)
    :returns: submissions without their findings
    """
    tk.check_access("govinnov_submission_list", context, data_dict)
    rows = submissions.listing(
        data_dict.get("state"), int(data_dict.get("limit", 100)), int(data_dict.get("offset", 0))
    )
    return [_summary(row) for row in rows if _may_read(context, row)]


@tk.side_effect_free
def govinnov_submission_show(context: Context, data_dict: DataDict) -> DataDict:
    """One submission with the gate's findings.

    :param id: the submission's id
    :returns: the submission; ``findings`` as ``govinnov gate check --json`` gives them, ``decisions`` oldest first
    """
    row = submissions.get(tk.get_or_bust(data_dict, "id"))
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such submission."))
    tk.check_access("govinnov_submission_show", context, {"id": row.id, "agency_id": row.agency_id, "actor": row.actor})
    report = row.report or {}
    return (
        _summary(row)
        | {key: report.get(key) for key in ("rows", "fields", "findings", "encoding", "format")}
        | {"decisions": [_decision(made) for made in decisions.of(row.id)]}
    )


def _may_read(context: Context, row: Any) -> bool:
    subject = {"id": row.id, "agency_id": row.agency_id, "actor": row.actor}
    try:
        tk.check_access("govinnov_submission_show", dict(context), subject)
    except tk.NotAuthorized:
        return False
    return True


def _summary(row: Any) -> DataDict:
    report = row.report or {}
    return {
        "id": row.id,
        "created": row.created_at.isoformat(),
        "state": row.state,
        "package_id": row.package_id,
        "resource_id": row.resource_id,
        "resource_name": row.resource_name,
        "dataset_title": row.dataset_title,
        "agency": row.agency_id,
        "filename": row.filename,
        "sha256": row.sha256,
        "size": row.size,
        "source": row.source,
        "verdict": report.get("verdict"),
        "finding_count": report.get("finding_count", 0),
    }


def _decision(row: Any) -> DataDict:
    return {
        "decision": row.decision,
        "code": row.code,
        "field": row.field,
        "person": row.person,
        "reason": row.reason,
        "created": row.created_at.isoformat(),
    }


def get_actions() -> dict[str, Callable[..., Any]]:
    """Every action of this room by its name."""
    actions = (govinnov_submission_list, govinnov_submission_show, govinnov_submission_decide)
    return {action.__name__: action for action in actions}
