"""Who is a steward of the trace: whoever curates the agency that keeps it, and administrators."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from ckan import authz

from ckanext.govinnov.harvesting.auth import curates

SETTING = "ckanext.govinnov.trace_agency"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def govinnov_trace_steward(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """A steward of the agency that the setting names; where it names none, administrators alone."""
    user, agency = context.get("user"), str(tk.config.get(SETTING) or "")
    if user and agency and (_curates(user, agency) if _is_id(agency) else curates(user, agency)):
        return {"success": True}
    return {"success": False, "msg": tk._("Only stewards of the trace may do this.")}


def _is_id(agency: str) -> bool:
    """Whether an agency is named by its id, which nobody can change: every agency's admin may give his its name."""
    return bool(_ID.fullmatch(agency))


def _curates(user: str, agency: str) -> bool:
    group = ckan_model.Session.get(ckan_model.Group, agency)
    is_there = group is not None and group.is_organization and group.state == "active"
    return is_there and bool(authz.has_user_permission_for_group_or_org(agency, user, "update_dataset"))


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every auth function of this room by its name."""
    return {"govinnov_trace_steward": govinnov_trace_steward}
