"""Chained actions that close what no certificate covers. ``docs/reference/paths.yaml`` lists every action and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.plugins import plugin_loaded

from ckanext.govinnov.closing import activities, related, words
from ckanext.govinnov.publishing import tables, versions

Context = dict[str, Any]
DataDict = dict[str, Any]
Action = Callable[[Context, DataDict], Any]

#: CKAN's own storages know no certificate; functions in the DataStore run with the write role's rights.
CLOSED = (
    "file_create", "file_delete", "file_owner_scan", "file_ownership_transfer", "file_pin", "file_register",
    "file_rename", "file_show", "file_unpin", "datastore_function_create", "datastore_function_delete",
    "datastore_run_triggers",
)  # fmt: skip

#: Writes of rows: only in datasets that are not public, and never in a table that the gate made.
ROW_WRITES = ("datastore_create", "datastore_upsert", "datastore_delete", "datastore_records_delete")

#: Reads of rows: names that begin so are ours, not a resource's.
ROW_READS = ("datastore_search", "datastore_info")

#: Activities quote datasets as they were: texts that a certificate may no longer cover.
QUOTING = ("activity_show", "activity_data_show", "activity_diff")


def closed(name: str) -> Action:
    """An action that nobody may call, whatever their rights."""

    @tk.chained_action
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        raise tk.NotAuthorized(
            tk._("This action is closed here: it would go round the gate. Hand files in as resources.")
        )

    return _named(action, name, "is closed: it would go round the gate.")


def row_write(name: str) -> Action:
    """A DataStore write, refused with 409 on anything public, also with ``force``."""

    @tk.chained_action
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        _refuse_public(data_dict)
        result = next_action(context, data_dict)
        _open_private(result)
        return result

    return _named(action, name, "on datasets that are not public; rows of public ones come from checked files.")


def row_read(name: str) -> Action:
    """A DataStore read of a resource's table; the DataStore's own tables are not data."""

    @tk.chained_action
    @tk.side_effect_free
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        if str(data_dict.get("resource_id") or data_dict.get("id") or "").startswith("_"):
            raise tk.ObjectNotFound(tk._("There is no such table."))
        return next_action(context, data_dict)

    return _named(action, name, "for tables of resources alone.")


def quoting(name: str) -> Action:
    """An activity read, for those who may edit what it quotes."""

    @tk.chained_action
    @tk.side_effect_free
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        _require_editor(context, tk.get_or_bust(data_dict, "id"))
        return next_action(context, data_dict)

    return _named(action, name, "for those who may edit what it quotes.")


@tk.chained_action
@tk.side_effect_free
def member_list(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``member_list``, without the ids of datasets that its reader could not open."""
    members = next_action(context, data_dict)
    group = ckan_model.Group.get(data_dict["id"])
    if group is None or authz.has_user_permission_for_group_or_org(group.id, context.get("user"), "read"):
        return members
    open_ids = related.public([member[0] for member in members if member[1] == "package"])
    return [member for member in members if member[1] != "package" or member[0] in open_ids]


@tk.chained_action
@tk.side_effect_free
def package_relationships_list(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``package_relationships_list``, without the names of datasets that its reader could not open."""
    found = next_action(context, data_dict)
    if context.get("ignore_auth"):
        return found
    package = ckan_model.Package.get(data_dict["id"])
    mine = {package.id, package.name} if package else set()
    others = {one[end] for one in found for end in ("subject", "object")} - mine
    hidden = {name for name in others if not activities.may_read(name, context)}
    return [one for one in found if not hidden & {one["subject"], one["object"]}]


def get_actions() -> dict[str, Action]:
    """Every action of this room by its name; those of extensions that are not loaded have nothing to close."""
    kinds = ((closed, CLOSED), (row_write, ROW_WRITES), (row_read, ROW_READS), (quoting, QUOTING))
    ours = {name: make(name) for make, names in kinds for name in names}
    ours |= {action.__name__: action for action in (member_list, package_relationships_list)}
    ours |= activities.get_actions() | words.get_actions()
    return {name: action for name, action in ours.items() if _is_there(name)}


def _is_there(name: str) -> bool:
    extension = next((owner for owner in ("datastore", "activity") if owner in name), None)
    return extension is None or plugin_loaded(extension)


def _named(action: Action, name: str, what: str) -> Action:
    action.__name__ = name
    action.__doc__ = f"CKAN's ``{name}`` {what}"
    return action


def _refuse_public(data_dict: DataDict) -> None:
    resource_id = data_dict.get("resource_id") or (data_dict.get("resource") or {}).get("id")
    resource = ckan_model.Resource.get(resource_id) if resource_id else None
    package_id = resource.package_id if resource else (data_dict.get("resource") or {}).get("package_id")
    if (resource and resource.url_type == "upload") or (package_id and versions.is_public(package_id)):
        message = tk._("Rows of a public dataset come from checked files. Upload the file as a resource instead.")
        raise tk.ValidationError({"resource_id": [message]})


def _open_private(result: Any) -> None:
    """The read role has no rights by default; who may read a private dataset's table is asked by CKAN."""
    resource_id = result.get("resource_id") if isinstance(result, dict) else None
    if resource_id:
        tables.open_to_readers(resource_id)


def _require_editor(context: Context, activity_id: str) -> None:
    from ckanext.activity.model import Activity

    activity = ckan_model.Session.get(Activity, activity_id)
    if activity is None:
        raise tk.ObjectNotFound(tk._("There is no such activity."))
    action = "package_update" if ckan_model.Package.get(activity.object_id) else "sysadmin"
    tk.check_access(action, dict(context), {"id": activity.object_id})
