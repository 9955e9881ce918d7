"""Pages of CKAN that are not there: its file downloads and its style samples."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.exceptions import NotFound

from ckanext.govinnov.closing.forgery import forgery

closing = Blueprint("govinnov_closing", __name__)

CLOSED = ("/file/", "/testing/")


@closing.before_app_request
def answer_that_nothing_is_there() -> None:
    """404 for every path below a closed one, in any language."""
    path = request.path
    language, _, rest = path.lstrip("/").partition("/")
    if path.startswith(CLOSED) or (f"/{rest}".startswith(CLOSED) and len(language) <= 5):
        raise NotFound


blueprints = [closing, forgery]
