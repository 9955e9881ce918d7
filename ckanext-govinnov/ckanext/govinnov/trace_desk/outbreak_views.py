"""Outbreaks: farms and places for stewards, and the steps by which the public is told districts."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.trace_desk import entering, outbreaks
from govinnov.trace.outbreak import public
from govinnov.trace.outbreak.words import KINDS
from govinnov.trace.recall.steps import State
from govinnov.trace.store.errors import StepError

STATES: tuple[State, ...] = ("open", "closed")
pages = entering.pages("govinnov_trace_outbreaks")


@pages.route("/outbreak")
def index() -> str:
    """Which farms may have met one; below, what the public is told of outbreaks."""
    asked = outbreaks.of(request.args)
    told = None
    if asked.question.farm and not asked.mistakes:
        entering.seen("outbreak", asked.subject)
        told = outbreaks.met(asked.question)
    shown = {"asked": asked, "told": told, "public": public(told) if told else None, "kinds": KINDS}
    return tk.render("steward/trace_outbreak.html", shown | {"notices": outbreaks.announced()})


@pages.route("/outbreaks", methods=["POST"])
def announce() -> Response:
    """Tell the public the districts."""
    asked = outbreaks.of(request.form)
    if not asked.question.farm or asked.mistakes:
        raise NotFound
    try:
        number = outbreaks.announce(asked.question, request.form)
    except (StepError, tk.ValidationError) as error:
        entering.refused(error)
        return redirect(tk.url_for("govinnov_trace_outbreaks.index", **asked.query))
    tk.h.flash_success(tk._("The public reads it now. Your name and reason are kept."))
    return redirect(tk.url_for("govinnov_trace_outbreaks.read", number=number))


@pages.route("/outbreaks/<int:number>")
def read(number: int) -> str:
    """One outbreak: what the public reads of it, and every step."""
    found = entering.known(outbreaks.one(number))
    entering.seen("outbreak", f"{number}: {found.question.farm}")
    return tk.render("steward/trace_outbreak_steps.html", {"outbreak": found, "kinds": KINDS})


@pages.route("/outbreaks/<int:number>/step", methods=["POST"])
def step(number: int) -> Response:
    """Tell the public anew, or end it."""
    found, state = entering.known(outbreaks.one(number)), request.form.get("state", "")
    if state not in STATES:
        raise NotFound
    with entering.saying(tk._("The step is kept with your name and reason.")):
        outbreaks.go_on(found, state, request.form)
    return redirect(tk.url_for("govinnov_trace_outbreaks.read", number=number))


blueprints = [pages]
