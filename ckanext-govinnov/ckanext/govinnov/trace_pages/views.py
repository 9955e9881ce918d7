"""The page with the one box, and the same answer as JSON."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request

from ckanext.govinnov.trace_pages import answers, asked, shown
from ckanext.govinnov.trace_pages.asked import Asked
from ckanext.govinnov.trace_pages.refusals import MOST_BYTES, Refusal

pages = Blueprint("govinnov_trace", __name__)


@pages.after_request
def keep_nowhere(response: Response) -> Response:
    """What somebody looks up is nobody else's: no cache keeps it (CKAN reads its own mark and says private)."""
    request.environ["__no_cache__"] = True
    response.cache_control.no_store = True
    return response


@pages.route("/trace", strict_slashes=False)
def look_up() -> str | tuple[str, int]:
    """The box, and the answer to what was typed into it."""
    if "code" not in request.args:
        return _page(is_empty=answers.is_empty())
    wanted = _in_address(most=1)
    return _page(refusal=wanted) if isinstance(wanted, Refusal) else _answered(wanted)


def _answered(wanted: Asked) -> str | tuple[str, int]:
    found = answers.look_up(wanted)
    if isinstance(found, Refusal):
        return _page(refusal=found)
    answer = shown.answer(found[0], wanted)
    return _page(answer, is_empty=answer.verdict == "unknown" and answers.is_empty())


@pages.route("/api/trace", methods=["GET", "POST"])
def look_up_json() -> Response:
    """One code's answer as ``trace lookup --json`` prints it; several codes' answers as a list."""
    wanted = _asked()
    found = answers.look_up(wanted) if isinstance(wanted, Asked) else wanted
    if isinstance(found, Refusal):
        return _json(found.as_dict(), found.status)
    return _json(found[0] if request.method == "GET" and len(found) == 1 else found)


def _asked() -> Asked | Refusal:
    if request.method == "POST":
        return asked.of_body(request.stream.read(MOST_BYTES + 1))
    return _in_address()


def _in_address(most: int | None = None) -> Asked | Refusal:
    said = request.args
    return asked.of(said.getlist("code")[:most], said.get("on", ""), said.get("at", ""))


def _json(body: object, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/json; charset=utf-8")


def _page(
    answer: shown.Answer | None = None, *, is_empty: bool = False, refusal: Refusal | None = None
) -> str | tuple[str, int]:
    page = tk.render("trace/look_up.html", {"answer": answer, "is_empty": is_empty, "refusal": refusal})
    return (page, refusal.status) if refusal else page


blueprints = [pages]
