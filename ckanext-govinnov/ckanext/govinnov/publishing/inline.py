"""Uploads judged inside the request, unless they are large or slow: then they wait for the worker under their id."""

from __future__ import annotations

import io
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.govinnov.publishing import intake, judging, outbox, submissions
from ckanext.govinnov.publishing.intake import Handed
from ckanext.govinnov.storage import Kept
from govinnov import gate

Context = dict[str, Any]
DataDict = dict[str, Any]


def take(context: Context, data_dict: DataDict, action: str) -> DataDict | None:
    """Judge a form's file now; its verdict then goes along with the write.

    Args:
        context: The action's; who may not write is turned away before any byte is kept.
        data_dict: A resource with ``upload``, which is replaced when it was judged in time.
        action: ``resource_create`` or ``resource_update``.

    Returns:
        None when the write can go on; else the answer for a file that waits.
    """
    upload = data_dict.get("upload")
    if not isinstance(upload, FileStorage) or not upload:
        return None
    tk.check_access(action, dict(context), data_dict)
    package = _package(data_dict)
    kept = intake.keep(upload.stream)
    known = submissions.waiting(package.id, kept.sha256, data_dict.get("id"), data_dict.get("name"))
    if known is not None:
        return _answer(data_dict, known.payload["resource"]["id"], package.id, known.id)
    small = kept.size <= tk.config["ckanext.govinnov.inline_max_bytes"]
    filename = upload.filename or "upload"
    decided = intake.remembered(data_dict, package.id)
    verdict = _in_time(kept, filename, decided) if small else None
    if verdict is None:
        return _wait(context, data_dict, action, package, kept, filename)
    data_dict["upload"] = Handed(io.BytesIO(kept.path.read_bytes()), filename, decided=decided, verdict=verdict)
    return None


def _package(data_dict: DataDict) -> ckan_model.Package:
    if data_dict.get("package_id"):
        return ckan_model.Package.get(data_dict["package_id"])
    return ckan_model.Resource.get(data_dict["id"]).package


def _in_time(kept: Kept, filename: str, decided: judging.Decided) -> gate.Verdict | None:
    """The verdict, or None after ``ckanext.govinnov.inline_seconds``: what is late is ended, the worker judges anew."""
    verdict = judging.file(kept.path, filename, decided, tk.config["ckanext.govinnov.inline_seconds"])
    return None if judging.is_stopped(verdict) else verdict


def _wait(  # noqa: PLR0913, PLR0917 - what is known of an upload, each once
    context: Context, data_dict: DataDict, action: str, package: Any, kept: Kept, filename: str
) -> DataDict:
    """Reserve the resource's id, keep everything for the worker, and commit."""
    resource_id = data_dict.get("id") or ckan_model.types.make_uuid()
    resource = submissions.payload_of({key: value for key, value in data_dict.items() if key != "upload"})
    resource.pop("resources")
    resource |= {"id": resource_id, "package_id": package.id}
    submission_id = submissions.receive(
        kept, filename, actor=context.get("user"), package_id=package.id, resource_id=resource_id,
        agency_id=package.owner_org, dataset_title=package.title or package.name, resource_name=data_dict.get("name"),
        payload={"action": action, "resource": resource},
    )  # fmt: skip
    submissions.judge_again(submission_id)
    outbox.put(outbox.JUDGE, submission_id)
    ckan_model.repo.commit()
    return _answer(data_dict, resource_id, package.id, submission_id)


def _answer(data_dict: DataDict, resource_id: str, package_id: str, submission_id: str) -> DataDict:
    told = {key: value for key, value in data_dict.items() if key != "upload"}
    return {
        **told, "id": resource_id, "package_id": package_id, "state": "pending", "submission_id": submission_id,
        "url_type": "upload",
    }  # fmt: skip
