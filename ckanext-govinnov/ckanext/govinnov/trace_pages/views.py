"""The page with the one box, and the same answer as JSON."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request

from ckanext.govinnov.trace_pages import answers, asked, outlined, rehearsals, shown
from ckanext.govinnov.trace_pages.asked import Asked
from ckanext.govinnov.trace_pages.places import MOST
from ckanext.govinnov.trace_pages.refusals import MOST_BYTES, Refusal
from ckanext.govinnov.uncached import keep_nowhere

pages = Blueprint("govinnov_trace", __name__)
pages.after_request(keep_nowhere)


@pages.route("/trace", strict_slashes=False)
def look_up() -> str | tuple[str, int]:
    """The box, and the answer to what was typed into it."""
    return _looked_up(rehearsal=False)


@pages.route("/trace/rehearsal", strict_slashes=False)
def rehearse() -> str | tuple[str, int]:
    """The same over made-up goods, where people may rehearse."""
    rehearsals.only_while_on()
    return _looked_up(rehearsal=True)


def _looked_up(*, rehearsal: bool) -> str | tuple[str, int]:
    if "code" not in request.args:
        return _page(is_empty=answers.is_empty(rehearsal=rehearsal), rehearsal=rehearsal)
    wanted = _in_address(most=1)
    if isinstance(wanted, Refusal):
        return _page(refusal=wanted, rehearsal=rehearsal)
    return _answered(wanted, rehearsal=rehearsal)


def _answered(wanted: Asked, *, rehearsal: bool) -> str | tuple[str, int]:
    found = answers.look_up(wanted, rehearsal=rehearsal)
    if isinstance(found, Refusal):
        return _page(refusal=found, rehearsal=rehearsal)
    answer = shown.answer(found[0], wanted)
    is_empty = answer.verdict == "unknown" and answers.is_empty(rehearsal=rehearsal)
    return _page(answer, is_empty=is_empty, rehearsal=rehearsal)


@pages.route("/api/trace", methods=["GET", "POST"])
def look_up_json() -> Response:
    """One code's answer as ``trace lookup --json`` prints it; several codes' answers as a list."""
    return _answered_json(rehearsal=False)


@pages.route("/api/trace/rehearsal", methods=["GET", "POST"])
def rehearse_json() -> Response:
    """The same over made-up goods, where people may rehearse."""
    rehearsals.only_while_on()
    return _answered_json(rehearsal=True)


def _answered_json(*, rehearsal: bool) -> Response:
    wanted = _asked()
    found = answers.look_up(wanted, rehearsal=rehearsal) if isinstance(wanted, Asked) else wanted
    if isinstance(found, Refusal):
        return _json(found.as_dict(), found.status)
    return _json(found[0] if request.method == "GET" and len(found) == 1 else found)


def _asked() -> Asked | Refusal:
    if request.method == "POST":
        return asked.of_body(request.stream.read(MOST_BYTES + 1))
    return _in_address()


def _in_address(most: int | None = None) -> Asked | Refusal:
    said = request.args
    return asked.of(said.getlist("code")[:most], *(said.get(name, "") for name in ("on", "at", "next")))


def _json(body: object, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/json; charset=utf-8")


def _page(
    answer: shown.Answer | None = None,
    *,
    is_empty: bool = False,
    refusal: Refusal | None = None,
    rehearsal: bool = False,
) -> str | tuple[str, int]:
    told = {"answer": answer, "is_empty": is_empty, "refusal": refusal, **_districts(answer)}
    page = tk.render("trace/look_up.html", told | (_REHEARSED if rehearsal else _REAL))
    return (page, refusal.status) if refusal else page


def _districts(answer: shown.Answer | None) -> dict[str, Any]:
    """Where the goods of an answer were, as a list and as a map."""
    listed = answer.places[:MOST] if answer and answer.is_found else ()
    return {"districts": listed, "map": outlined.drawn(listed)}


#: Where a page's own links lead.
_REAL = {"is_rehearsal": False, "here": "govinnov_trace.look_up", "as_json": "govinnov_trace.look_up_json"}
_REHEARSED = {"is_rehearsal": True, "here": "govinnov_trace.rehearse", "as_json": "govinnov_trace.rehearse_json"}

blueprints = [pages]
