"""Kept submissions handed in again: by the worker for a large file, by a steward whose decision settled them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import decisions, submissions
from ckanext.govinnov.publishing.intake import Handed
from ckanext.govinnov.storage import storage


def judge(submission_id: str) -> None:
    """Judge a large file that waits; a held one is in quarantine afterwards, with its report."""
    row = submissions.get(submission_id)
    if row is None or row.state != "pending":
        return
    try:
        hand_in(row, row.actor)
    except (tk.ValidationError, tk.ObjectNotFound) as error:
        ckan_model.Session.rollback()
        if _still_waits(submission_id):
            submissions.close(submission_id, "failed", "gate", str(error))
            ckan_model.Session.commit()


def hand_in(row: Any, actor: str | None) -> str:
    """Give a submission to the gate again, through the very actions that everybody uses.

    Args:
        row: The submission; who may hand it in was asked before.
        actor: Whose name stands beside the change.

    Returns:
        The dataset's id.

    Raises:
        ValidationError: Something still holds it, or CKAN refuses its texts.
    """
    context = {"user": actor or "", "ignore_auth": True}
    with ExitStack() as files:
        action, data_dict = _write_of(row, files)
        made = tk.get_action(action)(context, data_dict)
    return str(made.get("package_id") or made["id"])


def _write_of(row: Any, files: ExitStack) -> tuple[str, dict[str, Any]]:
    """The action and its data dict, as the submission remembers them."""
    payload = row.payload
    if "resource" in payload:
        resource = payload["resource"] | {"upload": _file(row, files)}
        return _resource_action(resource), resource
    package, position = payload["package"], payload["position"]
    known = ckan_model.Package.get(package.get("id") or package["name"])
    if known is not None and not row.source:
        resource = {**package["resources"][position], "package_id": known.id, "upload": _file(row, files)}
        return _resource_action(resource), resource
    for place, submission_id in payload["submissions"].items():
        package["resources"][int(place)]["upload"] = _file(submissions.get(submission_id), files)
    return "package_update" if known is not None else "package_create", package


def _resource_action(resource: dict[str, Any]) -> str:
    known = ckan_model.Resource.get(resource["id"]) if resource.get("id") else None
    return "resource_update" if known is not None and known.state == "active" else "resource_create"


def _file(row: Any, files: ExitStack) -> Handed:
    stream = files.enter_context(storage().path(row.sha256).open("rb"))
    return Handed(stream, row.filename, row.source, row.id, decisions.decided(row.id))


def _still_waits(submission_id: str) -> bool:
    """Neither held by the gate nor published by another worker meanwhile."""
    row = submissions.get(submission_id)
    return row is not None and row.state == "pending"
