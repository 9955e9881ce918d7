"""Every room of the catalog in one list: what each brings to CKAN. A new room is one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint

from ckanext.govinnov import cli
from ckanext.govinnov.api import actions as api_actions
from ckanext.govinnov.catalog import helpers as catalog_helpers
from ckanext.govinnov.catalog import views as catalog_views
from ckanext.govinnov.closing import actions as closing_actions
from ckanext.govinnov.closing import views as closing_views
from ckanext.govinnov.dispatch_pages import analyst_views, whatif_views
from ckanext.govinnov.dispatch_pages import runs_views as dispatch_run_views
from ckanext.govinnov.dispatch_pages import views as dispatch_views
from ckanext.govinnov.epcis_pages import views as epcis_views
from ckanext.govinnov.harvesting import actions as harvesting_actions
from ckanext.govinnov.harvesting import auth as harvesting_auth
from ckanext.govinnov.harvesting import helpers as harvesting_helpers
from ckanext.govinnov.harvesting import views as harvesting_views
from ckanext.govinnov.publishing import actions as publishing_actions
from ckanext.govinnov.publishing import helpers as publishing_helpers
from ckanext.govinnov.publishing import revoking
from ckanext.govinnov.publishing import views as publishing_views
from ckanext.govinnov.steward import actions as steward_actions
from ckanext.govinnov.steward import auth as steward_auth
from ckanext.govinnov.steward import helpers as steward_helpers
from ckanext.govinnov.steward import views as steward_views
from ckanext.govinnov.trace_desk import auth as trace_desk_auth
from ckanext.govinnov.trace_desk import conflict_views as trace_conflict_views
from ckanext.govinnov.trace_desk import finding_views as trace_finding_views
from ckanext.govinnov.trace_desk import helpers as trace_desk_helpers
from ckanext.govinnov.trace_desk import original_views as trace_original_views
from ckanext.govinnov.trace_desk import outbreak_views as trace_outbreak_views
from ckanext.govinnov.trace_desk import recall_views as trace_recall_views
from ckanext.govinnov.trace_desk import views as trace_desk_views
from ckanext.govinnov.trace_pages import helpers as trace_helpers
from ckanext.govinnov.trace_pages import outbreak_views as public_outbreak_views
from ckanext.govinnov.trace_pages import rehearsal_tables
from ckanext.govinnov.trace_pages import views as trace_views


def actions() -> dict[str, Callable[..., Any]]:
    """API actions by name."""
    return (
        publishing_actions.get_actions()
        | closing_actions.get_actions()
        | steward_actions.get_actions()
        | harvesting_actions.get_actions()
        | api_actions.get_actions()
    )


def auth() -> dict[str, Callable[..., Any]]:
    """Auth functions by the name of their action."""
    return (
        revoking.AUTH
        | steward_auth.get_auth_functions()
        | harvesting_auth.get_auth_functions()
        | trace_desk_auth.get_auth_functions()
        | api_actions.get_auth_functions()
    )


def blueprints() -> list[Blueprint]:
    """Pages."""
    return [
        *publishing_views.blueprints,
        *closing_views.blueprints,
        *catalog_views.blueprints,
        *steward_views.blueprints,
        *harvesting_views.blueprints,
        *trace_views.blueprints,
        *epcis_views.blueprints,
        *rehearsal_tables.blueprints,
        *trace_desk_views.blueprints,
        *trace_recall_views.blueprints,
        *trace_outbreak_views.blueprints,
        *trace_original_views.blueprints,
        *trace_conflict_views.blueprints,
        *trace_finding_views.blueprints,
        *public_outbreak_views.blueprints,
        *dispatch_views.blueprints,
        *whatif_views.blueprints,
        *dispatch_run_views.blueprints,
        *analyst_views.blueprints,
    ]


def helpers() -> dict[str, Callable[..., Any]]:
    """Template helpers by name."""
    return (
        publishing_helpers.get_helpers()
        | catalog_helpers.get_helpers()
        | steward_helpers.get_helpers()
        | harvesting_helpers.get_helpers()
        | trace_helpers.get_helpers()
        | trace_desk_helpers.get_helpers()
    )


def commands() -> list[click.Command]:
    """Commands of ``ckan govinnov``."""
    return [cli.govinnov]
