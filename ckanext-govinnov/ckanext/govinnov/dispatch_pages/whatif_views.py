"""What if a post stood there: a page and its JSON, made from published tables alone; nothing that is asked is kept."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request

from ckanext.govinnov.dispatch_pages import grounds, views, whatif, whatif_map
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.dispatch_pages.views import Page
from ckanext.govinnov.dispatch_pages.whatif import Shown
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.whatif import as_dict

pages = Blueprint("govinnov_what_if", __name__, url_prefix="/golden-time")
#: Where the question can't be answered: nothing is published; it is wrong.
_NOTHING, _WRONG = 404, 400


@pages.route("/<code>/what-if")
def ask(code: str) -> Page:
    """Put a post on the map, take one away, or move one."""
    tables = grounds.tables(code, "golden-time")
    found = views.known(tables, code)
    if isinstance(found, tuple):
        return found
    told = _told(tables, found)
    if isinstance(told, InputError):
        return tk.render("dispatch/what_if_not.html", {"government": found, "refusal": told}), _NOTHING
    page = tk.render("dispatch/what_if.html", {"page": told, "map": whatif_map.drawn(tables, told)})
    return (page, _WRONG) if told.refusal else page


@pages.route("/<code>/what-if.json")
def ask_json(code: str) -> Response:
    """The same as ``dispatch what-if --json`` prints it, or ``{"error": …}``."""
    tables = grounds.tables(code, "golden-time")
    found = views.known(tables, code)
    if isinstance(found, tuple):
        return _json({"error": InputError("no-ground", id=code[:20]).as_dict()}, _NOTHING)
    told = _told(tables, found)
    if isinstance(told, InputError):
        return _json({"error": told.as_dict()}, _NOTHING)
    if told.refusal or told.answer is None:
        return _json({"error": (told.refusal or InputError("bad-place", text="")).as_dict()}, _WRONG)
    return _json({**as_dict(told.answer), "grade": told.grade})


def _told(tables: Tables, government: Government) -> Shown | InputError:
    """The page, or why the government has none."""
    try:
        ground = grounds.ground(tables, government.code)
    except InputError as error:
        return error
    if ground is None:
        return InputError("no-ground", id=government.name)
    row = tables.first("golden-time", government_code=government.code, service="ambulance") or {}
    return whatif.shown(government, ground, row.get("grade") or "", whatif.Asked.of(request.args))


def _json(told: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(told, ensure_ascii=False), status, content_type="application/json; charset=utf-8")


blueprints = [pages]
