"""What does not add up: whose reports, by which source, since when, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.wrappers import Response

from ckanext.govinnov.trace_desk import checks, entering, typed
from ckanext.govinnov.trace_desk.paging import page
from govinnov.trace.findings import CODES
from govinnov.trace.store import checking
from govinnov.trace.store.checking import Narrowed

pages = entering.pages("govinnov_trace_findings")
#: Parties whose reports look made up, on the page.
_SCORED = 20


@pages.route("/findings")
def index() -> str:
    """Findings of the last run, the newest report first; and whose reports look made up."""
    wanted = _narrowed(request.args)
    entering.seen("findings", " ".join(one for one in wanted if one))
    with entering.store() as db:
        told = {
            "run": checking.last_run(db),
            "page": page(request.args, lambda most, skip: checking.findings(db, wanted, most, skip)),
            "codes": checking.counts(db, "code"),
            "sources": checking.counts(db, "source"),
            "scored": checking.scored(db, _SCORED),
        }
    more = {"wanted": wanted, "asked": _query(wanted), "kinds": CODES, "is_asked": checks.is_asked()}
    return tk.render("steward/trace_findings.html", told | more)


@pages.route("/findings", methods=["POST"])
def check() -> Response:
    """Let the worker check again."""
    checks.ask()
    tk.h.flash_success(tk._("A worker checks it now. Look again in a while."))
    return redirect(tk.url_for("govinnov_trace_findings.index"))


def _narrowed(said: Mapping[str, str]) -> Narrowed:
    """What the address narrows the list to; a source without a name is what was loaded by hand."""
    code, party = typed.text(said.get("code", "")), typed.text(said.get("party", ""))
    source = said.get("source", _ALL)
    return Narrowed(code or None, None if source == _ALL else typed.text(source), party or None)


def _query(wanted: Narrowed) -> dict[str, Any]:
    return {name: value for name, value in wanted._asdict().items() if value is not None}


_ALL = "*"
blueprints = [pages]
