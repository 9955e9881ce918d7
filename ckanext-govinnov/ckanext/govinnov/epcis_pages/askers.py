"""Who asks: the user of the API token in the request's header, never that of a cookie."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib import api_token
from flask import request

from ckanext.govinnov.epcis_pages.parties import glns_of
from govinnov.trace.store.querying import Viewer


@dataclass(frozen=True, slots=True)
class Asker:
    """A user with a token, by name: what he may see, and whether he may capture."""

    name: str
    viewer: Viewer
    may_capture: bool


def asker() -> Asker | None:
    """The asker of this request; nobody without a token that is one."""
    token = request.headers.get(tk.config["apitoken_header_name"], "")
    user = api_token.get_user_from_token(token, update_access_time=False) if token else None
    if user is None or user.state != ckan_model.State.ACTIVE:
        return None
    parties = glns_of(_organisations(user.id))
    steward = bool(user.sysadmin)
    return Asker(user.name, Viewer(user.id, parties, sees_all=steward), may_capture=steward or bool(parties))


def _organisations(user: str) -> frozenset[str]:
    """Names and ids of the organisations that a user belongs to."""
    group, member = ckan_model.Group, ckan_model.Member
    query = (
        sa.select(group.name, group.id)
        .join(member, member.group_id == group.id)
        .where(member.table_name == "user", member.table_id == user, member.state == "active")
        .where(group.is_organization.is_(True), group.state == "active")
    )
    return frozenset(one for row in ckan_model.Session.execute(query) for one in row)
