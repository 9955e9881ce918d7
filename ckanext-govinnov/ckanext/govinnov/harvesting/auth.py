"""Who may see and steer sources: stewards of the source's agency, and administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import authz


def govinnov_source_list(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """Everybody who is logged in; each sees only the sources of the own agencies."""
    return {"success": bool(context.get("user"))}


def govinnov_source_manage(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """A steward of the agency that the source is fixed to; without one, administrators alone.

    :param agency: the agency's Korean name, or None
    """
    user, agency = context.get("user"), data_dict.get("agency")
    if user and agency and curates(user, agency):
        return {"success": True}
    return {"success": False, "msg": tk._("Only the agency's stewards may see and steer this source.")}


def curates(user: str, agency: str) -> bool:
    """Whether somebody may change the datasets of an agency; of every one, should two bear the name."""
    group = ckan_model.Group
    named = sa.select(group.id).where(group.title == agency, group.is_organization.is_(True), group.state == "active")
    found = ckan_model.Session.scalars(named).all()
    return bool(found) and all(authz.has_user_permission_for_group_or_org(one, user, "update_dataset") for one in found)


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every auth function of this room by its name."""
    functions = (govinnov_source_list, govinnov_source_manage)
    return {function.__name__: function for function in functions}
