"""Event ids with more than one content: side by side, and the decision which of them counts."""

from __future__ import annotations

from datetime import UTC, datetime

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.trace_desk import compared, entering, typed
from ckanext.govinnov.trace_desk.paging import page
from govinnov.trace.lineage.about import name
from govinnov.trace.store import deciding
from govinnov.trace.store.deciding import Decision

pages = entering.pages("govinnov_trace_conflicts")


@pages.route("/conflicts")
def index() -> str:
    """Ids that wait for a decision, or with ``all`` the decided ones too; the newest first."""
    everything = request.args.get("all") == "1"
    with entering.store() as db:
        found = page(request.args, lambda most, skip: deciding.conflicts(db, most, skip, undecided=not everything))
    return tk.render("steward/trace_conflicts.html", {"page": found, "everything": everything})


@pages.route("/conflict")
def read() -> str:
    """The contents of one id, side by side."""
    event_id = name(request.args.get("id"))
    with entering.store() as db:
        contents, decisions = deciding.contents(db, event_id), deciding.decisions(db, event_id)
    if len(contents) < 2:
        raise NotFound
    entering.seen("conflict", event_id)
    told = {"event_id": event_id, "contents": contents, "decisions": decisions, "fields": compared.fields(contents)}
    return tk.render("steward/trace_conflict.html", told)


@pages.route("/conflict", methods=["POST"])
def decide() -> Response:
    """Keep one content, and let the others count no longer."""
    event_id, kept = name(request.form.get("id")), typed.text(request.form.get("kept", ""))
    said = Decision(datetime.now(UTC), kept, entering.steward(), typed.reason(request.form.get("reason", "")))
    with entering.saying(tk._("Your decision is kept.")), entering.store() as db:
        deciding.decide(db, event_id, kept, said)
    return redirect(tk.url_for("govinnov_trace_conflicts.read", id=event_id))


blueprints = [pages]
