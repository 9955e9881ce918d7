"""The steward's desk: submissions on hold, and the report of each."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.steward import report

desk = Blueprint("govinnov_steward", __name__, url_prefix="/steward")

#: What the list can be narrowed to, in the order of its links.
STATES = ("quarantined", "pending", "failed", "published", "discarded")
ROWS_SHOWN = 500


@desk.route("/submissions")
def submissions() -> str | Response:
    """What came in and waits, newest first."""
    if tk.current_user.is_anonymous:
        return _to_login()
    state = request.args.get("state", STATES[0])
    if state not in STATES:
        raise NotFound
    found = _act("govinnov_submission_list", {"state": state, "limit": 100})
    return tk.render("steward/submissions.html", {"submissions": found, "state": state, "states": STATES})


@desk.route("/submission/<id>")
def submission(id: str) -> str | Response:
    """One submission: how many problems in how many rows, and what to do about each."""
    if tk.current_user.is_anonymous:
        return _to_login()
    found = _act("govinnov_submission_show", {"id": id})
    groups = report.groups(found.get("findings") or [])
    return tk.render(
        "steward/submission.html",
        {
            "submission": found,
            "groups": groups,
            "rows_with_problems": report.rows_with_problems(groups),
            "rows_shown": ROWS_SHOWN,
        },
    )


def _act(name: str, data_dict: dict[str, Any]) -> Any:
    context: Any = {"user": tk.current_user.name, "auth_user_obj": tk.current_user}
    try:
        return tk.get_action(name)(context, data_dict)
    except tk.ObjectNotFound as error:
        raise NotFound from error
    except tk.NotAuthorized as error:
        raise Forbidden from error


def _to_login() -> Response:
    return redirect(tk.url_for("user.login", came_from=request.full_path.rstrip("?")))


blueprints = [desk]
