"""Keeps forms guarded against forgery: one request without a session makes CKAN free its page for everybody."""

from __future__ import annotations

from flask import Blueprint, current_app, g, request

forgery = Blueprint("govinnov_forgery", __name__)


@forgery.teardown_app_request
def guard_again(error: BaseException | None) -> None:
    """Undo what CKAN did for a request without a session, so that the next one is checked."""
    from ckan.config.middleware.flask_app import csrf

    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and g.get("login_via_auth_header"):
        # Flask-WTF has no public way to take an exemption back.
        csrf._exempt_views.discard(f"{view.__module__}.{view.__name__}")
