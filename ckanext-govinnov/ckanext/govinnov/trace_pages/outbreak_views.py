"""The page of outbreaks, and the same as JSON."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.govinnov.trace_pages import outbreaks
from ckanext.govinnov.trace_pages.refusals import Refusal

pages = Blueprint("govinnov_outbreaks", __name__)


@pages.route("/trace/outbreaks")
def read() -> str | tuple[str, int]:
    """Districts whose farms may have met a sick one."""
    found = outbreaks.told()
    if isinstance(found, Refusal):
        return tk.render("trace/outbreaks.html", {"outbreaks": [], "refusal": found}), found.status
    return str(tk.render("trace/outbreaks.html", {"outbreaks": list(map(outbreaks.Shown.of, found))}))


@pages.route("/api/trace/outbreaks")
def read_json() -> Response:
    """The same as JSON: a list, the newest first."""
    found = outbreaks.told()
    body, status = (found.as_dict(), found.status) if isinstance(found, Refusal) else (found, 200)
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/json; charset=utf-8")


blueprints = [pages]
