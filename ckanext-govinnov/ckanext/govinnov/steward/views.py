"""The steward's desk: submissions on hold, and the report of each."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.steward import asking, report

desk = Blueprint("govinnov_steward", __name__, url_prefix="/steward")

#: What the list can be narrowed to, in the order of its links.
STATES = ("quarantined", "pending", "failed", "published", "discarded")
ROWS_SHOWN = 500


@desk.route("/submissions")
def submissions() -> str | Response:
    """What came in and waits, newest first."""
    if tk.current_user.is_anonymous:
        return asking.to_login()
    state = request.args.get("state", STATES[0])
    if state not in STATES:
        raise NotFound
    found = asking.act("govinnov_submission_list", {"state": state, "limit": 100})
    return tk.render("steward/submissions.html", {"submissions": found, "state": state, "states": STATES})


@desk.route("/submission/<id>")
def submission(id: str) -> str | Response:
    """One submission: how many problems in how many rows, and what to do about each."""
    if tk.current_user.is_anonymous:
        return asking.to_login()
    found = asking.act("govinnov_submission_show", {"id": id})
    groups = report.groups(found.get("findings") or [])
    return tk.render(
        "steward/submission.html",
        {
            "submission": found,
            "groups": groups,
            "rows_with_problems": report.rows_with_problems(groups),
            "rows_shown": ROWS_SHOWN,
            "may_decide": found["state"] == "quarantined" and _may_decide(found),
        },
    )


@desk.route("/submission/<id>/decide", methods=["POST"])
def decide(id: str) -> Response:
    """Take a decision from a form, and show the submission again with what came of it."""
    if tk.current_user.is_anonymous:
        return asking.to_login()
    asked = {key: request.form[key] for key in ("decision", "code", "field", "reason") if request.form.get(key)}
    try:
        found = asking.act("govinnov_submission_decide", {"id": id, **asked})
    except tk.ValidationError as error:
        for sentence in asking.sentences(error.error_dict):
            tk.h.flash_error(sentence)
    else:
        tk.h.flash_success(tk._("Published.") if found["state"] == "published" else tk._("Your decision is kept."))
    return redirect(tk.url_for("govinnov_steward.submission", id=id))


def _may_decide(found: dict[str, Any]) -> bool:
    return bool(tk.h.check_access("govinnov_submission_decide", {"id": found["id"], "agency_id": found["agency"]}))


blueprints = [desk]
