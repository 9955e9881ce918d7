"""Answers in the form that was asked for: JSON or XML, with the headers of EPCIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, request

from govinnov.trace.epcis.interface.problems import Problem, not_acceptable
from govinnov.trace.epcis.interface.versions import SPOKEN

_JSON, _XML = ("application/json", "application/ld+json"), ("application/xml", "text/xml")
NOT_THIS_FORM = not_acceptable("JSON이나 XML로 답합니다.", "Answers are JSON or XML.")


def form() -> str | None:
    """Which of our forms is asked for; nothing where it is none of them."""
    if not request.accept_mimetypes:
        return _JSON[0]
    return request.accept_mimetypes.best_match((*_JSON, *_XML))


def is_json(media_type: str) -> bool:
    """Whether a body says of itself that it is JSON."""
    return media_type in _JSON


def is_xml(media_type: str) -> bool:
    """Whether a body says of itself that it is XML."""
    return media_type in _XML


def problem(found: Problem) -> Response:
    """Why there is no answer."""
    asked = form() or _JSON[0]
    if asked in _XML:
        return _with(Response(found.as_xml(), found.status, content_type="application/problem+xml"), {})
    return _with(Response(found.as_json(), found.status, content_type="application/problem+json"), {})


def body(
    as_json: Callable[[], bytes],
    as_xml: Callable[[], bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """An answer; where only XML is asked for and there is none, it says so."""
    asked = form()
    if asked in _XML and as_xml:
        return _with(Response(as_xml(), status, content_type=f"{asked}; charset=utf-8"), headers or {})
    if asked not in _JSON:
        return problem(NOT_THIS_FORM)
    return _with(Response(as_json(), status, content_type=f"{asked}"), headers or {})


def empty(status: int, headers: Mapping[str, str]) -> Response:
    """An answer that is all in its headers."""
    return _with(Response(status=status), headers)


def _with(response: Response, headers: Mapping[str, str]) -> Response:
    response.headers.update({**SPOKEN, **headers})
    return response
