"""One gated write of a dataset: gate → rows, certificates, outbox → constraints → commit → index.

Stock CKAN indexes before PostgreSQL commits, so a refused write can be found in the public search. Here the index
is written last, in the same request, and a crash in between leaves an outbox row that the projector drains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ckan.model as ckan_model
import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing import indexing, intake, judging, outbox, refusal, submissions, tables, texts, versions
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
    try:
        with _deferred(context):
            package_id = next_action(context, data_dict)
        if not context.pop(CHANGED, False):
            return _unchanged(context, package_id, nested_write)
        pair = _certified(context, package_id, intakes)
        row = outbox.put(outbox.INDEX, package_id)
        _meet_constraints()
        if not nested_write:
            ckan_model.repo.commit()
    except BaseException:
        ckan_model.Session.rollback()
        raise
    if not nested_write:
        indexing.update(context, pair, row)
        _name_changed(context, package_id)
    return package_id if context.get("return_id_only") else pair[1]


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


def _certified(context: dict[str, Any], package_id: str, intakes: list[Intake]) -> DatasetPair:
    """Bind judged files to their resources and certify what is public; returns the dataset as it will be read."""
    ckan_model.Session.flush()
    resource_ids = _resource_ids(package_id)
    for item in intakes:
        versions.add(package_id, resource_ids[item.position], item.verdict, item.submission_id)
        if isinstance(item.verdict, gate.Accepted):
            submissions.published(item.submission_id, package_id, resource_ids[item.position])
    pair = _dictize(context, package_id)
    if versions.is_public(package_id):
        refusal.of_files(intakes, len(resource_ids))
        _certify_held_files(package_id, len(resource_ids))
        _refuse_unchecked_rows(resource_ids)
        _certify_texts(package_id, pair)
    return pair


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


def _refuse_unchecked_rows(resource_ids: list[str]) -> None:
    """Nobody may fill the DataStore under a resource while it is private, and publish it then."""
    if not resource_ids or not p.plugin_loaded("datastore"):
        return
    unchecked = tables.unchecked(resource_ids)
    if unchecked:
        raise refusal.rows_unchecked([resource_ids.index(item) for item in unchecked], len(resource_ids))


def _certify_texts(package_id: str, pair: DatasetPair) -> None:
    verdict = judging.words(texts.of(pair[0]) | texts.of(pair[1]))
    if not isinstance(verdict, gate.AcceptedTexts):
        raise refusal.of_texts(verdict, len(pair[0]["resources"]))
    versions.certify_metadata(package_id, verdict)


def _meet_constraints() -> None:
    """Let the deferred triggers speak now, while their refusal can still become an answer."""
    try:
        ckan_model.Session.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    except sa.exc.DBAPIError as error:
        raise refusal.of_database(error) from error
    ckan_model.Session.execute(sa.text("SET CONSTRAINTS ALL DEFERRED"))


def _name_changed(context: dict[str, Any], package_id: str) -> None:
    context.setdefault("changed_entities", {}).setdefault("packages", set()).add(package_id)


def _dictize(context: dict[str, Any], package_id: str) -> DatasetPair:
    return logic.package_show_default_and_custom_schemas(context, package_id)


def _resource_ids(package_id: str) -> list[str]:
    resource = ckan_model.Resource
    statement = sa.select(resource.id).where(resource.package_id == package_id, resource.state == "active")
    return list(ckan_model.Session.scalars(statement.order_by(resource.position)))
