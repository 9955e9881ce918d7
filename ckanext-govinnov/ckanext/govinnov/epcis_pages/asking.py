"""Questions of a token's user, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from flask import Response, request

from ckanext.govinnov.epcis_pages import addresses, answering
from ckanext.govinnov.epcis_pages.askers import Asker
from govinnov.trace.epcis import writing
from govinnov.trace.epcis.interface import paging, problems
from govinnov.trace.epcis.interface.paging import Place
from govinnov.trace.epcis.interface.problems import Problem
from govinnov.trace.epcis.interface.queries import Query
from govinnov.trace.epcis.xml import writing as xml
from govinnov.trace.findings.shown import printable
from govinnov.trace.store import delivering, querying, watching
from govinnov.trace.store.querying import Row

#: What `capturing` calls a job.
_JOB = re.compile(r"[0-9a-f]{32}")
_WRONG_TOKEN = problems.parameter(
    "nextPageToken가 이 질의의 것이 아니거나 시간이 지났습니다. 첫 쪽부터 다시 물으세요.",
    "The nextPageToken is not of this query, or its hour is over. Begin with the first page.",
)


def events(query: Query, asker: Asker) -> Response | Problem:
    """A page of events."""
    place = _place(query, asker)
    if isinstance(place, Problem):
        return place
    _seen(asker)
    with ckan_model.meta.engine.begin() as db:
        querying.unhurried(db)
        rows = querying.events(db, query, asker.viewer, place.known_at, place.after or None)
    shown = rows[: query.per_page]
    return _listed(shown, _next(place, shown[-1].place, asker) if len(rows) > len(shown) else {})


def event(name: str, asker: Asker) -> Response | Problem:
    """All that was reported under one name."""
    _seen(asker)
    with ckan_model.meta.engine.begin() as db:
        querying.unhurried(db)
        rows = querying.events(db, Query(event_ids=(name,), per_page=500), asker.viewer, datetime.now(UTC), None)
    return _listed(rows, {}) if rows else problems.NOT_FOUND


def jobs(query: Query, asker: Asker) -> Response | Problem:
    """A page of deliveries, the newest first."""
    place = _place(query, asker)
    if isinstance(place, Problem):
        return place
    before = (str(place.after[0]), str(place.after[1])) if place.after else None
    with ckan_model.meta.engine.begin() as db:
        querying.unhurried(db)
        found = delivering.jobs(db, _owner(asker), place.known_at, before, query.per_page + 1)
    shown = found[: query.per_page]
    last = (shown[-1].created.isoformat(), shown[-1].id) if shown else ()
    more = _next(place, last, asker) if len(found) > len(shown) else {}
    return answering.body(lambda: b"[" + b",".join(one.as_json() for one in shown) + b"]", None, more)


def job(name: str, asker: Asker) -> Response | Problem:
    """One delivery."""
    if not _JOB.fullmatch(name):
        return problems.NOT_FOUND
    with ckan_model.meta.engine.begin() as db:
        querying.unhurried(db)
        found = delivering.job(db, name, _owner(asker))
    return answering.body(found.as_json, found.as_xml) if found else problems.NOT_FOUND


def _seen(asker: Asker) -> None:
    """Keep that a steward is about to see what others captured, as the desk does; what is not kept is not shown."""
    if asker.viewer.sees_all:
        subject = printable(f"{request.path}?{urlencode(_said_but('nextPageToken'))}".rstrip("?"))
        with ckan_model.meta.engine.begin() as db:
            watching.viewed(db, asker.name, "epcis", subject, datetime.now(UTC))


def _owner(asker: Asker) -> str | None:
    """Whose deliveries are told; a steward is told all."""
    return None if asker.viewer.sees_all else asker.viewer.owner


def _listed(rows: Sequence[Row], headers: dict[str, str]) -> Response:
    now, found = datetime.now(UTC), [row.event for row in rows]
    return answering.body(lambda: writing.query_document(found, now), lambda: xml.query_document(found, now), headers)


def _place(query: Query, asker: Asker) -> Place | Problem:
    """Where the page begins."""
    now = datetime.now(UTC)
    if query.token is None:
        return Place(now, now + paging.LASTS, ())
    return paging.read(_key(), query.token, _about(asker), now) or _WRONG_TOKEN


def _next(place: Place, after: tuple[str | int, ...], asker: Asker) -> dict[str, str]:
    """The headers that lead to the next page."""
    token = paging.token(_key(), Place(place.known_at, place.expires, after), _about(asker))
    said = [*_said_but("nextPageToken"), ("nextPageToken", token)]
    address = f"{addresses.here()}?{urlencode(said)}"
    return {"Link": f'<{address}>; rel="next"', "GS1-Next-Page-Token-Expires": place.expires.isoformat()}


def _about(asker: Asker) -> str:
    """The question and who asks it; how many a page holds is no part of it."""
    said = sorted(_said_but("nextPageToken", "perPage"))
    return f"{asker.viewer.owner} {request.path} {urlencode(said)}"


def _said_but(*names: str) -> list[tuple[str, str]]:
    return [one for one in request.args.items(multi=True) if one[0] not in names]


def _key() -> bytes:
    return f"epcis {tk.config['SECRET_KEY']}".encode()
