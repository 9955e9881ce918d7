"""The routes of the interface; every one needs a token, and what is not of the profile says so."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, g, request
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from ckanext.govinnov.epcis_pages import addresses, answering, askers, asking, capturing
from ckanext.govinnov.uncached import keep_nowhere
from govinnov.trace.epcis import writing
from govinnov.trace.epcis.interface import problems, queries, versions
from govinnov.trace.epcis.interface.problems import Problem
from govinnov.trace.epcis.interface.queries import Query
from govinnov.trace.lineage.records import Reported
from govinnov.trace.store.errors import StoreError
from govinnov.trace.store.querying import CONTENT

log = logging.getLogger(__name__)
interface = Blueprint("govinnov_epcis", __name__, url_prefix=addresses.ROOT)
interface.after_request(keep_nowhere)
Answer = Response | Problem
_LONGEST_ADDRESS = 8000
#: GS1's list of what is on top; those that are not of the profile answer 501.
TOP = ("events", "eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "capture", "queries")
_KNOWN = frozenset((*TOP, "nextPageToken"))
_ALL = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@interface.before_request
def let_in() -> Response | None:
    """Nobody without a token, nothing in another version, no endless address."""
    found = askers.asker()
    if found is None:
        refused = answering.problem(problems.UNAUTHORIZED)
        refused.headers["WWW-Authenticate"] = "Token"
        return refused
    g.epcis_asker = found
    too_long = problems.TOO_LONG if len(request.full_path) > _LONGEST_ADDRESS else None
    wrong = too_long or versions.wrong(request.headers.get)
    return answering.problem(wrong) if wrong else None


def _answering(view: Callable[..., Answer]) -> Callable[..., Response]:
    """A view whose problems are told as problems."""

    @wraps(view)
    def answered(**said: Any) -> Response:
        try:
            found = view(**said)
        except (SQLAlchemyError, StoreError) as error:
            found = _silent(error)
        return answering.problem(found) if isinstance(found, Problem) else found

    return answered


def _silent(error: Exception) -> Problem:
    """The kind of the error alone is logged: its words may quote what was sent."""
    cause = getattr(error, "orig", None) or error
    log.error("EPCIS interface: %s", type(cause).__name__)
    return problems.TOO_SLOW if isinstance(error, OperationalError) else problems.SILENT


def _route(rule: str, *methods: str) -> Callable[[Callable[..., Answer]], Callable[..., Response]]:
    def added(view: Callable[..., Answer]) -> Callable[..., Response]:
        answered = _answering(view)
        interface.add_url_rule(
            rule, view.__name__, answered, methods=list(methods), provide_automatic_options=False, strict_slashes=False,
            merge_slashes=False,
        )  # fmt: skip
        return answered

    return added


def _asked() -> Query | Problem:
    return queries.read(request.args.items(multi=True))


@_route("/", "GET")
def top() -> Answer:
    """What is on top."""
    told = {"@context": [writing.CONTEXT], "type": "Collection", "member": list(TOP)}
    return answering.body(lambda: json.dumps(told).encode())


@_route("/", "OPTIONS")
def discover_top() -> Answer:
    """Which versions are spoken."""
    return answering.empty(204, versions.DISCOVERED | {"Allow": "OPTIONS, GET"})


@_route("/capture", "OPTIONS")
def discover_capture() -> Answer:
    """The same, and how much is taken at once."""
    return answering.empty(204, versions.DISCOVERED | versions.CAPTURING | {"Allow": "OPTIONS, GET, POST"})


@_route("/capture", "POST")
def capture() -> Answer:
    """Take a document; where to see what became of it."""
    if not g.epcis_asker.may_capture:
        return problems.FORBIDDEN
    behaviour = versions.behaviour(request.headers.get)
    if isinstance(behaviour, Problem):
        return behaviour
    raw = capturing.sent(xml=True)
    if isinstance(raw, Problem):
        return raw
    job = capturing.capture(raw, behaviour, g.epcis_asker)
    if isinstance(job, Problem):
        return job
    return answering.empty(202, {"Location": addresses.of("capture", job.id)})


@_route("/capture", "GET")
def capture_jobs() -> Answer:
    """Deliveries, the newest first."""
    query = _asked()
    if isinstance(query, Problem):
        return query
    if set(request.args) - {"perPage", "nextPageToken"}:
        return problems.parameter(
            "perPage와 nextPageToken만 적을 수 있습니다.", "Only perPage and nextPageToken stand here."
        )
    return asking.jobs(query, g.epcis_asker)


@_route("/capture/<capture_id>", "GET")
def capture_job(capture_id: str) -> Answer:
    """What became of a delivery."""
    return asking.job(capture_id, g.epcis_asker)


@_route("/events", "OPTIONS")
def discover_events() -> Answer:
    """Which versions are spoken."""
    return answering.empty(204, versions.DISCOVERED | {"Allow": "OPTIONS, GET, POST"})


@_route("/events", "GET")
def events() -> Answer:
    """Events that meet some conditions."""
    query = _asked()
    return query if isinstance(query, Problem) else asking.events(query, g.epcis_asker)


@_route("/events", "POST")
def capture_event() -> Answer:
    """Take one event at once."""
    if not g.epcis_asker.may_capture:
        return problems.FORBIDDEN
    raw = capturing.sent(xml=False)
    found = raw if isinstance(raw, Problem) else capturing.capture_one(raw, g.epcis_asker)
    if isinstance(found, Problem):
        return found
    return answering.body(lambda: _told(found), None, {"Location": addresses.of("events", _name(found))}, 201)


def _name(event: Reported) -> str:
    return event.id or event.hash or CONTENT + event.key


def _told(event: Reported) -> bytes:
    declared = {"errorDeclaration": event.declaration} if event.declared else {}
    return writing.single_event({**event.event, "eventID": _name(event), **declared})


@_route("/events/<path:event_id>", "GET")
def event(event_id: str) -> Answer:
    """What was reported under one name."""
    return asking.event(event_id, g.epcis_asker)


@_route("/epcs/<path:epc>/events", "GET")
def events_of_epc(epc: str) -> Answer:
    """Events that name one EPC, and meet some conditions."""
    query = _asked()
    if isinstance(query, Problem):
        return query
    try:
        return asking.events(queries.of_epc(query, epc), g.epcis_asker)
    except ValueError:
        return problems.NOT_FOUND


@_route("/capture/<capture_id>", "OPTIONS")
def discover_capture_job(capture_id: str) -> Answer:
    """Which versions are spoken."""
    return discover_top()


@_route("/events/<path:event_id>", "OPTIONS")
def discover_event(event_id: str) -> Answer:
    """Which versions are spoken."""
    return discover_top()


@_route("/epcs/<path:epc>/events", "OPTIONS")
def discover_events_of_epc(epc: str) -> Answer:
    """Which versions are spoken."""
    return discover_top()


@_route("/<path:rest>", *_ALL)
def others(rest: str) -> Answer:
    """What the standard has beyond the profile, and what it has not."""
    return problems.NOT_PROFILE if rest.split("/", 1)[0] in _KNOWN else problems.NOT_FOUND


@interface.errorhandler(HTTPException)
def broken(error: HTTPException) -> Response:
    """A request that Flask itself refuses."""
    return answering.problem(
        Problem(
            error.code or 400,
            "ValidationException",
            error.name,
            "요청을 읽지 못했습니다.",
            "The request can't be read.",
        )
    )


blueprints = [interface]
