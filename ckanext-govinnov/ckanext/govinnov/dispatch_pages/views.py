"""Addresses of the pages of the dispatch analysis; each page is made from published tables alone."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, request

from ckanext.govinnov.dispatch_pages import backtest, council, governments, maps, place, published, start
from ckanext.govinnov.dispatch_pages.governments import Government
from ckanext.govinnov.dispatch_pages.published import Tables

Page = str | tuple[str, int]
#: Letters of a question that are looked at.
_LONGEST = 100

pages = Blueprint("govinnov_dispatch", __name__, url_prefix="/golden-time")


@pages.route("", strict_slashes=False)
def index() -> Page:
    """Every government, or those that are called so."""
    tables = published.tables(*start.TABLES)
    if governments.TABLE in tables.missing:
        return empty()
    return tk.render("dispatch/start.html", {"start": start.start(tables, _asked("q"))})


@pages.route("/<code>")
def read(code: str) -> Page:
    """One government: who lives near, what is known and what is not."""
    tables = published.tables(*place.TABLES, beside=(maps.dataset(code),))
    found = known(tables, code)
    if isinstance(found, tuple):
        return found
    return tk.render("dispatch/place.html", {"place": place.place(tables, found)})


@pages.route("/<code>/council")
def sheet(code: str) -> Page:
    """One government's sheet for its council, to be printed."""
    tables = published.tables(*council.TABLES)
    found = known(tables, code)
    if isinstance(found, tuple):
        return found
    return tk.render("dispatch/council.html", {"council": council.council(tables, found, _asked("cost"))})


@pages.route("/backtest", endpoint="backtest")
def trust() -> Page:
    """Published shares beside modelled ones."""
    judged = backtest.judged(published.tables(*backtest.TABLES))
    return tk.render("dispatch/backtest.html", {"judged": judged}) if judged else empty()


def known(tables: Tables, code: str) -> Government | tuple[str, int]:
    """The government of a code, or the page that says why there is none."""
    if governments.TABLE in tables.missing:
        return empty(404)
    found = governments.find(governments.governments(tables), code)
    return found or _render("dispatch/unknown.html", 404, code=code[:20])


def empty(status: int = 200) -> tuple[str, int]:
    """Nothing is published: the page says so and what to do."""
    return _render("dispatch/empty.html", status)


def _render(template: str, status: int, **values: Any) -> tuple[str, int]:
    return tk.render(template, values), status


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()[:_LONGEST]


blueprints = [pages]
