"""CKAN's write actions behind the gate. Everything else (patch, revise, resources, bulk) ends in these two."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from ckan import logic

from ckanext.govinnov.publishing import indexing, inline, judging, outbox, refusal, revoking, show, texts, versions
from ckanext.govinnov.publishing.write import Action, gated_write
from govinnov import gate

Context = dict[str, Any]
DataDict = dict[str, Any]


@tk.chained_action
def package_create(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``package_create`` behind the gate; accepts files in ``resources[].upload`` too."""
    return gated_write(next_action, context, data_dict, "package_create")


@tk.chained_action
def package_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``package_update`` behind the gate; a refused update leaves the last good version up."""
    return gated_write(next_action, context, data_dict, "package_update")


@tk.chained_action
def resource_create(next_action: Action, context: Context, data_dict: DataDict) -> DataDict:
    """CKAN's ``resource_create``; answers with ``certificate_id``, or ``submission_id`` while a large file waits."""
    return inline.take(context, data_dict, "resource_create") or _with_certificate(next_action(context, data_dict))


@tk.chained_action
def resource_update(next_action: Action, context: Context, data_dict: DataDict) -> DataDict:
    """CKAN's ``resource_update``; answers with ``certificate_id``, or ``submission_id`` while a large file waits."""
    return inline.take(context, data_dict, "resource_update") or _with_certificate(next_action(context, data_dict))


@tk.chained_action
@tk.side_effect_free
def package_show(next_action: Action, context: Context, data_dict: DataDict) -> DataDict:
    """CKAN's ``package_show``; what a batch of writes has just judged is not read and validated a second time."""
    return show.just_written(context, data_dict) or next_action(context, data_dict)


@tk.chained_action
def package_delete(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``package_delete``, then the index again: stock indexes before it commits."""
    result = next_action(context, data_dict)
    package = ckan_model.Package.get(data_dict["id"])
    if package:
        logic.index_remove_package(package.id)
    return result


@tk.chained_action
def package_owner_org_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``package_owner_org_update`` with a certificate and an index update of its own when called alone."""
    if context.get("defer_commit"):
        return next_action(context, data_dict)
    result = next_action({**context, "defer_commit": True}, data_dict)
    recertify(context, data_dict["id"])
    return result


def recertify(context: Context, name_or_id: str) -> None:
    """Certify a dataset's texts after a change that CKAN makes without ``package_update``; commit, then index.

    Raises:
        ValidationError: The texts are held; nothing is changed.
    """
    package_id = ckan_model.Package.get(name_or_id).id
    ckan_model.Session.flush()
    pair = logic.package_show_default_and_custom_schemas(context, package_id)
    verdict = judging.words(texts.of(pair[0]))
    if not isinstance(verdict, gate.AcceptedTexts):
        ckan_model.Session.rollback()
        raise refusal.of_texts(verdict)
    versions.certify_metadata(package_id, verdict)
    row = outbox.put(outbox.INDEX, package_id)
    ckan_model.repo.commit()
    indexing.update(context, pair, row)


def _with_certificate(resource: DataDict) -> DataDict:
    version = versions.current(resource["id"]) if resource.get("url_type") == "upload" else None
    if version is not None and version.certificate_id:
        resource["certificate_id"] = version.certificate_id
    return resource


#: What an action is handed and keeps nothing of: ``user_invite`` tells the agency's id, and of 17,000 ids one reads
#: like a mobile number.
_NOT_KEPT = frozenset({("user_create", "group_id")})


def screened(name: str) -> Action:
    """Chain an action that takes texts people will read: they meet the same screen as a dataset's."""

    @tk.chained_action
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        kept = {key: value for key, value in data_dict.items() if (name, key) not in _NOT_KEPT}
        verdict = judging.words(texts.of(kept))
        if not isinstance(verdict, gate.AcceptedTexts):
            raise refusal.of_texts(verdict)
        return next_action(context, data_dict)

    action.__name__ = name
    action.__doc__ = f"CKAN's ``{name}``; its texts are screened first."
    return action


#: Actions that write texts outside datasets.
SCREENED = (
    "group_create", "group_update", "group_patch", "organization_create", "organization_update", "organization_patch",
    "user_create", "user_update", "user_patch", "resource_view_create", "resource_view_update",
    "package_relationship_create", "package_relationship_update", "vocabulary_create", "vocabulary_update",
    "tag_create", "term_translation_update", "term_translation_update_many", "config_option_update",
)  # fmt: skip


def get_actions() -> dict[str, Action]:
    """Every action of this room by its name."""
    gated = (
        package_create, package_update, package_show, resource_create, resource_update, package_delete,
        package_owner_org_update,
    )  # fmt: skip
    ours = {action.__name__: action for action in gated} | revoking.ACTIONS
    return ours | {name: screened(name) for name in SCREENED}
