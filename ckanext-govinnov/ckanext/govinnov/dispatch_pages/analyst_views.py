"""The analysts' page. What is typed stays in the address; a table of runs is counted while it is read, and dropped."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, g, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from ckanext.govinnov.dispatch_pages import analyst, grounds, views
from ckanext.govinnov.dispatch_pages.analyst import Wishes
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.dispatch_pages.views import Page
from govinnov.dispatch.clocks import runs_of
from govinnov.dispatch.clocks.told import told
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.whatif import Ground

pages = Blueprint("govinnov_analyst", __name__, url_prefix="/golden-time")
#: Bytes of a table of runs that are read.
MOST_BYTES = 10 * 1024 * 1024
_TABLES = ("golden-time", "plans")
_WRONG = 400


@pages.route("/<code>/analyst")
def desk(code: str) -> Page:
    """Parameters, posts within wishes, files to take away."""
    tables = grounds.tables(code, *_TABLES)
    found = views.known(tables, code)
    return found if isinstance(found, tuple) else _page(tables, found)


@pages.route("/<code>/analyst", methods=["POST"])
def own_runs(code: str) -> Page:
    """Own runs beside the model: totals alone, nothing is kept."""
    tables = grounds.tables(code, *_TABLES)
    found = views.known(tables, code)
    if isinstance(found, tuple):
        return found
    try:
        _from_our_form()
        runs = runs_of(_upload(), tk._("your table"))
    except InputError as error:
        return _page(tables, found, refusal=error), _WRONG
    return _page(tables, found, runs=runs, totals=told(runs, "ambulance"))


def _from_our_form() -> None:
    """See that our own form was sent: CKAN looks at those of people who are logged in alone.

    Raises:
        InputError: It was another, or an old one.
    """
    try:
        validate_csrf(request.form.get(g.csrf_field_name))
    except ValidationError as error:
        raise InputError("unreadable", why=tk._("the form is too old: load the page again")) from error


def _upload() -> bytes:
    """The table that was sent.

    Raises:
        InputError: There is none, or it is too large.
    """
    file = request.files.get("runs")
    data = file.stream.read(MOST_BYTES + 1) if file else b""
    if not data or len(data) > MOST_BYTES:
        raise InputError("unreadable", why=tk._("empty, or over 10 MB"))
    return data


def _page(tables: Tables, government: Government, **more: Any) -> str:
    said = request.args
    wishes = Wishes.of(said.get("count", ""), said.getlist("fix"), said.getlist("ban"))
    told_: dict[str, Any] = {
        "government": government, "said": said, "wishes": wishes, "tried_names": analyst.TRIED,
        "parameters": analyst.parameters(grounds.parameters(tables)),
        "modelled": analyst.modelled(tables, government.code), "map": analyst.geojson(tables.files),
        "files": tables.files, "refusal": None, "runs": None, "ground": None, "tried": None, "plan": None,
    }  # fmt: skip
    try:
        ground = grounds.ground(tables, government.code)
        told_ |= _computed(tables, ground, wishes) if ground else {}
    except InputError as error:
        told_["refusal"] = error
    return str(tk.render("dispatch/analyst.html", {**told_, **more}))


def _computed(tables: Tables, ground: Ground, wishes: Wishes) -> dict[str, Any]:
    """What was asked to be computed: other parameters, posts within wishes."""
    asked = request.args.get("count")
    return {
        "ground": ground,
        "names": {area.code: area.name for area in ground.areas},
        "tried": analyst.tried(ground, request.args),
        "plan": analyst.planned(tables, ground, wishes) if asked else None,
    }


blueprints = [pages]
