"""Tables of a rehearsal: files to download on a page of their own, and no datasets."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, send_file

from ckanext.govinnov.trace_pages import rehearsals
from ckanext.govinnov.trace_tables import accepted, folders
from govinnov.registry import load_schema
from govinnov.trace.rehearsal.marked import WORD

pages = Blueprint("govinnov_trace_rehearsal", __name__, url_prefix="/trace/rehearsal/data")


@pages.route("", strict_slashes=False)
def listed() -> str:
    """The tables that are there, and as of when they hold."""
    _may_rehearse()
    known_at, paths = accepted.listed(folders.rehearsed())
    titles = {path.name: load_schema(f"trace-{path.stem.removeprefix(f'{WORD}-')}")["title"] for path in paths}
    return str(tk.render("trace/rehearsal_tables.html", {"known_at": known_at, "titles": titles}))


@pages.route("/<filename>")
def download(filename: str) -> Response:
    """One table."""
    _may_rehearse()
    found = {path.name: path for path in accepted.listed(folders.rehearsed())[1]}
    if filename not in found:
        tk.abort(404)
    answer = send_file(found[filename], mimetype="text/csv", as_attachment=True, download_name=filename)
    answer.cache_control.no_store = True
    return answer


def _may_rehearse() -> None:
    if not rehearsals.are_on():
        tk.abort(404)


blueprints = [pages]
