"""Addresses of the pages of the dispatch analysis; each page is made from published tables alone."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, request

from ckanext.govinnov.dispatch_pages import governments, place, published, start

Page = str | tuple[str, int]

pages = Blueprint("govinnov_dispatch", __name__, url_prefix="/golden-time")


@pages.route("", strict_slashes=False)
def index() -> Page:
    """Every government, or those that are called so."""
    tables = published.tables(*start.TABLES)
    if governments.TABLE in tables.missing:
        return empty()
    return tk.render("dispatch/start.html", {"start": start.start(tables, request.args.get("q", "").strip()[:100])})


@pages.route("/<code>")
def read(code: str) -> Page:
    """One government: who lives near, what is known and what is not."""
    tables = published.tables(*place.TABLES, beside=(place.dataset(code),))
    if governments.TABLE in tables.missing:
        return empty(404)
    found = governments.find(governments.governments(tables), code)
    if found is None:
        return unknown(code)
    return tk.render("dispatch/place.html", {"place": place.place(tables, found)})


def empty(status: int = 200) -> Page:
    """Nothing is published: the page says so and what to do."""
    return _render("dispatch/empty.html", status)


def unknown(code: str) -> Page:
    """No government has this code: a page that leads to all of them."""
    return _render("dispatch/unknown.html", 404, code=code[:20])


def _render(template: str, status: int, **values: Any) -> Page:
    return tk.render(template, values), status


blueprints = [pages]
