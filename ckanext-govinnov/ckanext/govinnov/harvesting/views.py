"""The steward's pages of sources and jobs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from ckanext.govinnov.harvesting.shown import COUNTS
from ckanext.govinnov.steward import asking
from harvesters.spreadsheet import cell

pages = Blueprint("govinnov_harvest", __name__, url_prefix="/steward/harvest")

_JOB_COLUMNS = ("job", "source", "state", *COUNTS, "started", "finished", "seconds")
_ERROR_COLUMNS = ("code", "record", "message_ko", "message_en")
#: States in which a source or a job waits for a steward.
WAITS = ("held", "failed", "stopped")


@pages.before_request
def _known_reader() -> Response | None:
    """Whoever is not logged in goes to the log-in first."""
    return asking.to_login() if tk.current_user.is_anonymous else None


@pages.route("/sources")
def sources() -> str:
    """Every source, and what waits for a word."""
    found = asking.act("govinnov_source_list", {})
    waiting = [source for source in found if source["state"] in WAITS]
    proposals = asking.act("govinnov_proposal_list", {})
    return tk.render("steward/sources.html", {"sources": found, "waiting": waiting, "proposals": proposals})


@pages.route("/source/<id>")
def source(id: str) -> str:
    """One source with its jobs."""
    return tk.render("steward/source.html", {"source": asking.act("govinnov_source_show", {"id": id})})


@pages.route("/source/<id>/run", methods=["POST"])
def run(id: str) -> Response:
    """Let a worker run a source, or look what a run would do."""
    dry = request.form.get("dry") == "1"
    asked = _told("govinnov_source_run", {"id": id, "dry": dry}, tk._("A worker takes it up in a moment."))
    if asked is None:
        return redirect(tk.url_for("govinnov_harvest.source", id=id))
    return redirect(tk.url_for("govinnov_harvest.job", id=asked["job"]))


@pages.route("/source/<id>/pause", methods=["POST"])
def pause(id: str) -> Response:
    """Pause a source, or let it go on."""
    paused = request.form.get("paused") == "1"
    _told(
        "govinnov_source_pause",
        {"id": id, "paused": paused},
        tk._("The source is paused.") if paused else tk._("The source goes on."),
    )
    return redirect(tk.url_for("govinnov_harvest.source", id=id))


@pages.route("/jobs")
def jobs() -> str:
    """The newest jobs first."""
    return tk.render("steward/jobs.html", {"jobs": asking.act("govinnov_job_list", {"limit": 100})})


@pages.route("/jobs.csv")
def jobs_table() -> Response:
    """Jobs with their counts, as a table for a spreadsheet."""
    return _csv("jobs", _JOB_COLUMNS, asking.act("govinnov_job_list", {"limit": 1000}))


@pages.route("/job/<id>")
def job(id: str) -> str:
    """One job: how far it is, what went wrong, and what a held one would do."""
    return tk.render("steward/job.html", {"job": asking.act("govinnov_job_show", {"id": id})})


@pages.route("/job/<id>/errors.csv")
def job_errors(id: str) -> Response:
    """Every error of a job as a table for a spreadsheet."""
    return _csv(f"job-{id}-errors", _ERROR_COLUMNS, asking.act("govinnov_job_error_list", {"id": id}))


@pages.route("/job/<id>/approve", methods=["POST"])
def approve(id: str) -> Response:
    """Let a held job go on: with everything that would go, with what was ticked, or with none of it."""
    choice = request.form.get("choice", "")
    missing = request.form.getlist("missing") if choice == "part" else choice
    if missing not in ("all", "none") and not isinstance(missing, list):
        return tk.abort(400, tk._("Choose all, a part, or none."))
    _told("govinnov_job_approve", {"id": id, "missing": missing}, tk._("Approved. A worker goes on in a moment."))
    return redirect(tk.url_for("govinnov_harvest.job", id=id))


@pages.route("/job/<id>/reject", methods=["POST"])
def reject(id: str) -> Response:
    """Close a held job; everything stays as it is."""
    _told("govinnov_job_reject", {"id": id}, tk._("Closed. Everything stays as it was."))
    return redirect(tk.url_for("govinnov_harvest.job", id=id))


@pages.route("/proposal/<id>/decide", methods=["POST"])
def decide(id: str) -> Response:
    """Say whether two records are one dataset."""
    word = request.form.get("decision", "")
    _told("govinnov_proposal_decide", {"id": id, "decision": word}, tk._("Your decision is kept."))
    return redirect(tk.url_for("govinnov_harvest.sources"))


def _told(action: str, data_dict: dict[str, Any], done: str) -> Any:
    """Do it and say so above the next page, or say what is in the way."""
    try:
        answer = asking.act(action, data_dict)
    except tk.ValidationError as error:
        for sentence in asking.sentences(error.error_dict):
            tk.h.flash_error(sentence)
        return None
    tk.h.flash_success(done)
    return answer


def _csv(name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Response:
    """Rows as CSV that spreadsheets read right; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "private, no-store"}
    return Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


blueprints = [pages]
