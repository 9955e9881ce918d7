"""The stewards' page of runs, and the cells that no camera sees: for stewards of the agency that hands runs over."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.dispatch_pages import blind, changed, graded, published, runs
from ckanext.govinnov.steward import asking
from ckanext.govinnov.uncached import keep_nowhere

pages = Blueprint("govinnov_dispatch_runs", __name__, url_prefix="/steward/dispatch")
pages.after_request(keep_nowhere)
TABLES = ("golden-time", "areas")
_CENTRE = "119-centre"


@pages.before_request
def _known_reader() -> Response | None:
    """Whoever is not logged in goes to the log-in first."""
    return asking.to_login() if tk.current_user.is_anonymous else None


@pages.route("", strict_slashes=False)
def index() -> str:
    """The runs, their inputs' age, grades and why, and what the last one changed."""
    folder = _folder()
    held, tables = runs.runs(), published.tables(*TABLES)
    golden = tables.rows("golden-time")
    told = {
        "runs": held,
        "inputs": runs.inputs(held),
        "grades": graded.grades(golden),
        "fallen": list(graded.fallen(golden, tables.rows("areas", post=_CENTRE))),
        "missing": list(graded.missing(golden)),
        "difference": changed.difference(golden),
        "blind": blind.codes(folder),
        "names": graded.names(golden),
    }
    return tk.render("steward/dispatch.html", told)


@pages.route("/cells/<code>.csv")
def cells(code: str) -> Response:
    """Cells of 100 m by their index: which a burglar would like to have."""
    data = blind.cells(_folder(), code)
    if data is None:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="blind-spots-{code}.csv"'}
    return Response(data, content_type="text/csv; charset=utf-8", headers=headers)


def _folder() -> Path | None:
    """The folder of the last run; whoever does not curate its source has no business here.

    Raises:
        Forbidden: So it is.
    """
    found = blind.folder()
    if found is None and not tk.current_user.sysadmin:
        raise Forbidden
    return found


blueprints = [pages]
