"""How the desk's pages ask: actions as the reader, refusals as pages, errors as sentences."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response


def act(name: str, data_dict: dict[str, Any]) -> Any:
    """Call an action as the reader.

    Raises:
        NotFound, Forbidden: There is no such thing, or it is not the reader's.
    """
    context: Any = {"user": tk.current_user.name, "auth_user_obj": tk.current_user}
    try:
        return tk.get_action(name)(context, data_dict)
    except tk.ObjectNotFound as error:
        raise NotFound from error
    except tk.NotAuthorized as error:
        raise Forbidden from error


def to_login() -> Response:
    """To the log-in, and back to this page afterwards."""
    return redirect(tk.url_for("user.login", came_from=request.full_path.rstrip("?")))


def sentences(errors: Any) -> list[str]:
    """Every sentence of CKAN's nested errors, but for the numbers of submissions."""
    if isinstance(errors, dict):
        return [told for key, value in errors.items() if key != "submission" for told in sentences(value)]
    if isinstance(errors, list):
        return [told for value in errors for told in sentences(value)]
    return [str(errors)]
