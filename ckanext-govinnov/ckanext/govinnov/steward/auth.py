"""Who may read submissions: stewards of the agency, the person who handed in, and sysadmins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz


def govinnov_submission_list(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """Everybody who is logged in; each sees only what ``govinnov_submission_show`` allows."""
    return {"success": bool(context.get("user"))}


def govinnov_submission_show(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """The sender, or an editor of the agency it was handed in for."""
    user, agency = context.get("user"), data_dict.get("agency_id")
    if user and user == data_dict.get("actor"):
        return {"success": True}
    if user and agency and authz.has_user_permission_for_group_or_org(agency, user, "update_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only the agency's stewards may read this submission.")}


def govinnov_submission_decide(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """An editor of the agency it was handed in for; having handed it in is not enough."""
    user, agency = context.get("user"), data_dict.get("agency_id")
    if user and agency and authz.has_user_permission_for_group_or_org(agency, user, "update_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only the agency's stewards may decide about this submission.")}


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every auth function of this room by its name."""
    functions = (govinnov_submission_list, govinnov_submission_show, govinnov_submission_decide)
    return {function.__name__: function for function in functions}
