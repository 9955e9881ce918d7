"""Tables of a rehearsal: files to download on a page of their own, and no datasets."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, send_file

from ckanext.govinnov.trace_pages import rehearsals
from ckanext.govinnov.trace_tables import accepted, folders
from ckanext.govinnov.uncached import keep_nowhere
from govinnov.registry import load_schema
from govinnov.trace.rehearsal.marked import WORD

pages = Blueprint("govinnov_trace_rehearsal", __name__, url_prefix="/trace/rehearsal/data")


@pages.route("", strict_slashes=False)
def listed() -> str:
    """The tables that are there, and as of when they hold."""
    rehearsals.only_while_on()
    known_at, paths = accepted.listed(folders.rehearsed())
    titles = {path.name: load_schema(f"trace-{path.stem.removeprefix(f'{WORD}-')}")["title"] for path in paths}
    return str(tk.render("trace/rehearsal_tables.html", {"known_at": known_at, "titles": titles}))


@pages.route("/<filename>")
def download(filename: str) -> Response:
    """One table."""
    rehearsals.only_while_on()
    found = {path.name: path for path in accepted.listed(folders.rehearsed())[1]}
    if filename not in found:
        tk.abort(404)
    return keep_nowhere(send_file(found[filename], mimetype="text/csv", as_attachment=True, download_name=filename))


blueprints = [pages]
