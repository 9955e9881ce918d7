"""Activity lists that tell who did what and when, in the words that stand today, never in those of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import versions

Context = dict[str, Any]
DataDict = dict[str, Any]
Action = Callable[[Context, DataDict], Any]

#: Lists of activities. CKAN's own quote each dataset whole, as it was, also after it was withdrawn.
LISTS = (
    "package_activity_list", "group_activity_list", "organization_activity_list", "user_activity_list",
    "recently_changed_packages_activity_list", "dashboard_activity_list",
)  # fmt: skip


def listing(name: str) -> Action:
    """An activity list without what its reader could not open today."""

    @tk.chained_action
    @tk.side_effect_free
    def action(next_action: Action, context: Context, data_dict: DataDict) -> Any:
        found = next_action(context, data_dict)
        return found if context.get("ignore_auth") else list(_told(found, context))

    action.__name__ = name
    action.__doc__ = f"CKAN's ``{name}`` in today's words, without what the reader could not open today."
    return action


@tk.chained_action
def activity_create(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``activity_create``, for the catalog itself: what a person writes here no gate would see."""
    if not context.get("ignore_auth"):
        raise tk.NotAuthorized(tk._("Activities are written by the catalog itself."))
    return next_action(context, data_dict)


def may_read(package_id: str, context: Context) -> bool:
    """Say whether the reader could open a dataset, by id or name, now."""
    return _may("package_show", package_id, context)


def get_actions() -> dict[str, Action]:
    """Every action of this module by its name."""
    return {name: listing(name) for name in LISTS} | {"activity_create": activity_create}


def _may(show: str, id_or_name: str, context: Context) -> bool:
    reader: Any = {"user": context.get("user"), "auth_user_obj": context.get("auth_user_obj")}
    try:
        tk.check_access(show, reader, {"id": id_or_name})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


def _told(activities: Iterable[DataDict], context: Context) -> Iterable[DataDict]:
    for activity in activities:
        data = _data_today(activity, context)
        if data is not None:
            yield {**activity, "data": data}


def _data_today(activity: DataDict, context: Context) -> DataDict | None:
    """What the activity is about, as it stands today; None when the reader could not open it."""
    package = ckan_model.Package.get(activity["object_id"])
    if package is not None:
        return _dataset_today(package, activity, context)
    group = ckan_model.Group.get(activity["object_id"])
    if group is not None:
        return {"group": _words(group)} if group.state == "active" or _may("group_show", group.id, context) else None
    data = activity.get("data") or {}
    return None if "package" in data or "group" in data or "resource_id" in data else data


def _dataset_today(package: Any, activity: DataDict, context: Context) -> DataDict | None:
    data = activity.get("data") or {}
    if not versions.is_public(package.id):
        return data if may_read(package.id, context) else None
    if "resource_id" in data:
        view = ckan_model.ResourceView.get(data.get("id"))
        return {**_only(data, "id", "resource_id", "package_id"), "title": view.title} if view else None
    return {"package": _words(package), **_only(data, "actor")}


def _words(record: Any) -> DataDict:
    return {key: getattr(record, key) for key in ("id", "name", "title", "type")}


def _only(data: DataDict, *keys: str) -> DataDict:
    return {key: data[key] for key in keys if key in data}
