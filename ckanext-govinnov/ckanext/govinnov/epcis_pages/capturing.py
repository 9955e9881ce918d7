"""What a token's user sends → the gate → the store; what became of it is kept as a job."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

import ckan.model as ckan_model
from flask import request
from sqlalchemy import Connection

from ckanext.govinnov.epcis_pages import answering
from ckanext.govinnov.epcis_pages.askers import Asker
from ckanext.govinnov.publishing import ruling
from govinnov.gate.permits import Permits
from govinnov.trace.epcis.interface import deliveries, problems
from govinnov.trace.epcis.interface.deliveries import Delivery
from govinnov.trace.epcis.interface.jobs import Job
from govinnov.trace.epcis.interface.problems import Problem
from govinnov.trace.epcis.interface.versions import MOST_BYTES, MOST_EVENTS
from govinnov.trace.lineage.records import Reported
from govinnov.trace.store import delivering
from govinnov.trace.store.loading import File
from govinnov.trace.store.taking import alone

#: What the store keeps of where it came from.
_SOURCE = "epcis"
_FOREIGN = problems.invalid(
    "이 토큰으로 보내지 않은 이벤트는 이 토큰으로 무효로 할 수 없습니다.",
    "What this token did not capture, it can't declare an error.",
)


def sent(*, xml: bool) -> bytes | Problem:
    """The bytes of a request, as far as they may be taken."""
    media_type = request.mimetype
    if not (answering.is_json(media_type) or (xml and answering.is_xml(media_type))):
        return problems.UNSUPPORTED
    raw = request.stream.read(MOST_BYTES + 1)
    return problems.too_large(MOST_EVENTS, MOST_BYTES) if len(raw) > MOST_BYTES else raw


def capture(raw: bytes, behaviour: str, asker: Asker) -> Job | Problem:
    """Store what may be stored of a document, all of it or nothing where the sender said so."""
    started = datetime.now(UTC)
    found = deliveries.delivered(raw, _gate())
    if isinstance(found, Problem):
        return found
    file = _file(found, raw)
    with ckan_model.meta.engine.begin() as db:
        events, foreign = _own(db, found.events, asker)
        errors = (*found.errors, *[_FOREIGN.as_dict()] * foreign)
        kept = () if errors and behaviour == "rollback" else events
        delivering.take(db, kept, file, asker.viewer.owner, started)
        job = Job(secrets.token_hex(16), behaviour, not errors, started, datetime.now(UTC), errors)
        delivering.keep_job(db, job, asker.viewer.owner, file.sha256)
    return job


def capture_one(raw: bytes, asker: Asker) -> Reported | Problem:
    """Store one event; an event that is known is refused, unless it is a declaration."""
    started = datetime.now(UTC)
    found = deliveries.single(raw, _gate())
    if isinstance(found, Problem):
        return found
    (event,) = found.events
    with ckan_model.meta.engine.begin() as db:
        own, foreign = _own(db, (event,), asker)
        if foreign:
            return _FOREIGN
        if not event.declared and delivering.is_known(db, event):
            return problems.REPEATED
        delivering.take(db, own, _file(found, raw), asker.viewer.owner, started)
    return event


def _own(db: Connection, events: Sequence[Reported], asker: Asker) -> tuple[tuple[Reported, ...], int]:
    """Events without the declarations that concern what others captured, and how many these are."""
    alone(db)
    if asker.viewer.sees_all:
        return tuple(events), 0
    foreign = set(delivering.of_others(db, events, asker.viewer.owner))
    return tuple(one for place, one in enumerate(events) if place not in foreign), len(foreign)


def _file(found: Delivery, raw: bytes) -> File:
    return File(found.format, hashlib.sha256(raw).hexdigest(), _SOURCE, lambda: raw)


def _gate() -> Permits:
    """The gate under the operator's rules."""
    return Permits(ruling.in_force().screen)
