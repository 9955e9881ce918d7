"""Recalls: the sheet of a farm's days in three clicks, and the life of those that are kept."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.trace_desk import entering, recalls, sheets, wished
from govinnov.trace.recall.steps import State
from govinnov.trace.store.errors import StepError

pages = entering.pages("govinnov_trace_recalls")
STATES: tuple[State, ...] = ("draft", "open", "closed", "withdrawn")


@pages.route("/recalls")
def index() -> str:
    """All recalls, and what was found wrong and may be followed by one."""
    state = request.args.get("state", "")
    if state and state not in STATES:
        raise NotFound
    told = {"recalls": recalls.listed(state), "state": state, "states": STATES, "inspections": recalls.inspections()}
    more = {"subject": wished.subject, "wish": wished.of({}), "wished_first": wished.first_before}
    return tk.render("steward/trace_recalls.html", told | more)


@pages.route("/sheet")
def sheet() -> str:
    """What a recall of a farm's days, or of a lot, would reach; nothing is kept but that somebody looked."""
    wish = wished.of(request.args)
    if not wish.is_asked or wish.mistakes:
        return tk.render("steward/trace_sheet.html", {"wish": wish, "told": None, "choices": []})
    if wish.code:
        code, choices = sheets.lot(wish)
        if not code:
            return tk.render("steward/trace_sheet.html", {"wish": wish, "told": None, "choices": choices})
        wish = wished.of({**request.args, "code": code})
    entering.seen("recall", wish.subject)
    return tk.render("steward/trace_sheet.html", {"wish": wish, "told": sheets.reach(wish.predicate, wish.at)})


@pages.route("/sheet/<name>")
def sheet_file(name: str) -> Response:
    """The sheet as a file, as of the moment at which the page showed it."""
    wish = wished.of(request.args)
    if name not in sheets.FILES or not wish.is_asked or wish.mistakes:
        raise NotFound
    entering.seen(name, wish.subject)
    data = sheets.file(wish.predicate, wish.at, name)
    return entering.file(f"recall-{wish.first}-{wish.days}-days-{name}", data, sheets.FILES[name])


@pages.route("/recalls", methods=["POST"])
def draft() -> Response:
    """Keep a draft of what was computed."""
    wish = wished.of(request.form)
    if not wish.is_asked or wish.mistakes:
        raise NotFound
    try:
        number = recalls.draft(wish, request.form)
    except (StepError, tk.ValidationError) as error:
        entering.refused(error)
        return redirect(tk.url_for("govinnov_trace_recalls.sheet", **wish.query))
    tk.h.flash_success(tk._("The draft is kept. Nobody but stewards sees it until it is opened."))
    return redirect(tk.url_for("govinnov_trace_recalls.read", number=number))


@pages.route("/recalls/<int:number>")
def read(number: int) -> str:
    """One recall: where it stands, what it reaches now, and every step with who took it and why."""
    found = entering.known(recalls.one(number))
    wish = wished.kept(found.kept.predicate, found.kept.inspection)
    entering.seen("recall", f"{number}: {wish.subject}")
    told = sheets.reach(wish.predicate)
    return tk.render("steward/trace_recall.html", {"recall": found, "wish": wish, "told": told})


@pages.route("/recalls/<int:number>/step", methods=["POST"])
def step(number: int) -> Response:
    """Open, close or withdraw a recall."""
    entering.known(recalls.one(number))
    state = request.form.get("state", "")
    if state not in STATES:
        raise NotFound
    with entering.saying(tk._("The step is kept with your name and reason.")):
        recalls.take(number, state, request.form)
    return redirect(tk.url_for("govinnov_trace_recalls.read", number=number))


blueprints = [pages]
