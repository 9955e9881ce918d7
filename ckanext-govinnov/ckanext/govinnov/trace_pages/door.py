"""A door of its own for programs that look codes up, before CKAN's part of a request.

CKAN opens a session, finds out who asks and reads its settings from the database; an answer needs nothing of it, and it
cost 1 ms of 6. What stands behind both doors is the same: the view, the guard that serves nothing while the gate does
not hold, CKAN's own limits and headers. Whoever brings something that CKAN has to look at (a cookie, a token) comes in
by CKAN's door, and so does everybody where another extension wants to see each request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import CKANApp
from ckan.views import set_cache_control_headers_for_response, set_cors_headers_for_response
from flask import Flask, Response

from ckanext.govinnov.publishing.views import serve_only_when_healthy
from ckanext.govinnov.trace_pages.views import look_up_json
from ckanext.govinnov.uncached import keep_nowhere

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

#: Its address, and the methods that it is asked with.
PATH, METHODS = "/api/trace", ("GET", "POST")
#: Whose work before each request is known: the door does it too, or needs none of it.
_KNOWN = ("ckan.", "ckanext.govinnov.", "flask_wtf.")


def before(app: CKANApp) -> CKANApp:
    """CKAN's application with the door in front of it."""
    if not _is_watched(app):
        app.wsgi_app = _either(_light(app), app.wsgi_app)  # as Flask says to do it
    return app


def _is_watched(app: Flask) -> bool:
    """Whether another extension decides who may come in, or does something before each request."""
    hooks = (hook.__module__ for hook in app.before_request_funcs.get(None, ()))
    return bool(list(p.PluginImplementations(p.IAuthenticator))) or not all(one.startswith(_KNOWN) for one in hooks)


def _either(light: Application, behind: Application) -> Application:
    """What is meant for the door goes to the first one, all else to the second."""

    def enter(environ: Environ, start_response: Any) -> Iterable[bytes]:
        return (light if _is_light(environ) else behind)(environ, start_response)

    return enter


def _is_light(environ: Environ) -> bool:
    """Whether a request is for the door, and brings nothing that CKAN has to look at."""
    is_meant = environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] in METHODS
    return is_meant and "HTTP_COOKIE" not in environ and _token_header() not in environ


def _token_header() -> str:
    """What WSGI calls the header of CKAN's tokens."""
    return f"HTTP_{tk.config['apitoken_header_name'].upper().replace('-', '_')}"


def _light(app: Flask) -> Application:
    """An application with this one route, CKAN's limits of requests, and all that CKAN does to its answers."""
    light = Flask(__name__, static_folder=None)
    light.config.update(app.config, SECRET_KEY=None)  # without a key there are no sessions
    light.before_request(serve_only_when_healthy)
    light.add_url_rule(PATH, view_func=look_up_json, methods=METHODS)
    for finish in (_vary, set_cache_control_headers_for_response, set_cors_headers_for_response, keep_nowhere):
        light.after_request(finish)  # the last one is asked first
    return light.wsgi_app


def _vary(response: Response) -> Response:
    """As CKAN's answers, which depend on who asks."""
    response.vary.add("Cookie")
    return response
