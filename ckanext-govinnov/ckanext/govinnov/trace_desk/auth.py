"""Who is a steward of the trace: whoever curates the agency that keeps it, and administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.harvesting.auth import curates

SETTING = "ckanext.govinnov.trace_agency"


def govinnov_trace_steward(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """A steward of the agency that the setting names; where it names none, administrators alone."""
    user, agency = context.get("user"), str(tk.config.get(SETTING) or "")
    if user and agency and curates(user, agency):
        return {"success": True}
    return {"success": False, "msg": tk._("Only stewards of the trace may do this.")}


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every auth function of this room by its name."""
    return {"govinnov_trace_steward": govinnov_trace_steward}
