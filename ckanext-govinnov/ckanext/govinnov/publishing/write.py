"""One gated write of a dataset: gate → rows, certificates, outbox → constraints → commit → index.

Stock CKAN indexes before PostgreSQL commits, so a refused write can be found in the public search. Here the index
is written last, in the same request, and a crash in between leaves an outbox row that the projector drains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing import (
    indexing,
    intake,
    judging,
    outbox,
    refusal,
    submissions,
    together,
    unchecked,
    versions,
    wording,
)
from ckanext.govinnov.publishing.constraints import meet as _meet_constraints
from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.intake import Intake
from ckanext.govinnov.storage import storage
from govinnov import gate

Action = Callable[[dict[str, Any], dict[str, Any]], Any]

#: Context key that says whether CKAN really changed something (set by the plugin's after-hooks).
CHANGED = "govinnov_changed"


def gated_write(next_action: Action, context: dict[str, Any], data_dict: dict[str, Any], access: str) -> Any:
    """Run CKAN's own create or update of a dataset behind the gate.

    Args:
        next_action: CKAN's action.
        access: Name of the auth function to ask before any byte is judged.

    Returns:
        What CKAN's action returns: the dataset, or its id where the context asks for that.

    Raises:
        ValidationError: The gate or the database refused; the last good state stays.
    """
    intake.distrust(data_dict)
    intakes = _judge_uploads(context, data_dict, access)
    nested_write = bool(context.get("defer_commit"))
    batch = together.current()
    try:
        with _deferred(context):
            package_id = next_action(context, data_dict)
        if batch is not None:
            together.release()
        if not context.pop(CHANGED, False):
            return _unchanged(context, package_id, nested_write)
        pair, verdict = _judged(context, package_id, intakes)
        if batch is not None:
            batch.add(package_id, pair, verdict)
        else:
            _close(context, package_id, pair, verdict)
    except BaseException:
        ckan_model.Session.rollback()
        raise
    if batch is not None or not nested_write:
        _name_changed(context, package_id)
    return package_id if context.get("return_id_only") else pair[1]


def _close(context: dict[str, Any], package_id: str, pair: DatasetPair, verdict: gate.AcceptedTexts | None) -> None:
    """Certificate, outbox and constraints; then commit and index, unless the caller will commit."""
    if verdict is not None:
        versions.certify_metadata(package_id, verdict)
    row = outbox.put(outbox.INDEX, package_id, indexing.later_s(context))
    _meet_constraints()
    if not context.get("defer_commit"):
        ckan_model.repo.commit()
        indexing.update(context, pair, row)


def _judge_uploads(context: dict[str, Any], data_dict: dict[str, Any], access: str) -> list[Intake]:
    if not intake.has_uploads(data_dict):
        return intake.take(data_dict, None)
    tk.check_access(access, dict(context), data_dict)
    return intake.take(data_dict, context.get("user"))


@contextmanager
def _deferred(context: dict[str, Any]) -> Iterator[None]:
    """Ask CKAN not to commit. Without ``return_id_only`` it would lose a deferred update silently."""
    before: dict[str, Any] = {key: context[key] for key in ("defer_commit", "return_id_only") if key in context}
    context.update(defer_commit=True, return_id_only=True)
    try:
        yield
    finally:
        for key in ("defer_commit", "return_id_only"):
            context.pop(key, None)
        context.update(before)


def _unchanged(context: dict[str, Any], package_id: str, nested_write: bool) -> Any:
    if not nested_write:
        ckan_model.repo.commit()
    if context.get("return_id_only"):
        return package_id
    return context.get("original_package") or _dictize(context, package_id)[1]


def _judged(
    context: dict[str, Any], package_id: str, intakes: list[Intake]
) -> tuple[DatasetPair, gate.AcceptedTexts | None]:
    """Bind judged files to their resources and judge what is public.

    Returns:
        The dataset as it will be read, and the gate's word on its texts (None while it is not public).
    """
    ckan_model.Session.flush()
    _bind(package_id, intakes)
    pair = _dictize(context, package_id)
    if not versions.is_public(package_id):
        return pair, None
    resources = pair[0]["resources"]
    refusal.of_files(intakes, len(resources))
    if any(resource.get("url_type") in versions.HELD_HERE for resource in resources):
        _certify_held_files(package_id, len(resources))
    batch = together.current()
    if batch is None:
        unchecked.refuse([resource["id"] for resource in resources])
    return pair, wording.accepted(pair, batch.sifted if batch else None)


def _bind(package_id: str, intakes: list[Intake]) -> None:
    """Make the judged files the versions of the resources that CKAN has just written."""
    resource_ids = _resource_ids(package_id) if intakes else []
    for item in intakes:
        versions.add(package_id, resource_ids[item.position], item.verdict, item.submission_id)
        if isinstance(item.verdict, gate.Accepted):
            submissions.published(item.submission_id, package_id, resource_ids[item.position])


def _certify_held_files(package_id: str, resource_count: int) -> None:
    """A private dataset becomes public: judge every file that has no certificate yet."""
    late = []
    for row in versions.uncertified(package_id):
        if row.version_id is None:
            raise refusal.file_is_gone(row.position, resource_count)
        path = storage().path(row.sha256)
        verdict = judging.file(path, row.filename, judging.of_version(row))
        versions.certify(row.version_id, row.id, verdict)
        late.append(Intake(row.position, "", verdict))
    refusal.of_files(late, resource_count)


def _name_changed(context: dict[str, Any], package_id: str) -> None:
    context.setdefault("changed_entities", {}).setdefault("packages", set()).add(package_id)


def _dictize(context: dict[str, Any], package_id: str) -> DatasetPair:
    return logic.package_show_default_and_custom_schemas(context, package_id)


def _resource_ids(package_id: str) -> list[str]:
    resource = ckan_model.Resource
    statement = sa.select(resource.id).where(resource.package_id == package_id, resource.state == "active")
    return list(ckan_model.Session.scalars(statement.order_by(resource.position)))
