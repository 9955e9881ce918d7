"""The one entrance to the stewards' pages: who comes in, what is kept of it, and what nobody else keeps."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from flask import Blueprint
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from ckanext.govinnov.steward import asking
from ckanext.govinnov.uncached import keep_nowhere
from govinnov.trace.store import watching
from govinnov.trace.store.errors import StepError, TooMuchError

log = logging.getLogger(__name__)

One = TypeVar("One")
_SILENT = 503


def pages(name: str) -> Blueprint:
    """A blueprint below ``/steward/trace`` that only stewards of the trace enter and no cache keeps."""
    made = Blueprint(name, __name__, url_prefix="/steward/trace")
    made.before_request(_known_steward)
    made.after_request(keep_nowhere)
    for too_long in (DBAPIError, TooMuchError):
        made.register_error_handler(too_long, _silent)
    return made


@contextmanager
def store() -> Iterator[Connection]:
    """The store as its owner has it, for one transaction."""
    with ckan_model.meta.engine.begin() as db:
        yield db


def steward() -> str:
    """The name of whoever is asking."""
    return str(tk.current_user.name)


def seen(page: str, subject: str) -> None:
    """Keep that the steward is about to see something private; what is not kept is not shown."""
    with store() as db:
        watching.viewed(db, steward(), page, subject, datetime.now(UTC))
    log.info("trace desk: %s opens %s", steward(), page)


def known(found: One | None) -> One:
    """What an address names.

    Raises:
        NotFound: There is no such thing.
    """
    if found is None:
        raise NotFound
    return found


def file(name: str, data: bytes, content_type: str) -> Response:
    """A file to take away; no browser opens it here, or takes it for something else."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(data, content_type=content_type, headers=headers)


@contextmanager
def saying(done: str) -> Iterator[None]:
    """Say above the next page that it is done, or what is in the way."""
    try:
        yield
    except (StepError, tk.ValidationError) as error:
        refused(error)
    else:
        tk.h.flash_success(done)


def refused(error: StepError | tk.ValidationError) -> None:
    """Say above the next page what is in the way, in the reader's language."""
    for sentence in asking.sentences(error.error_dict) if isinstance(error, tk.ValidationError) else [_said(error)]:
        tk.h.flash_error(sentence)


def _said(error: StepError) -> str:
    return error.message_ko if tk.h.govinnov_is_korean() else error.message_en


def _known_steward() -> Response | None:
    """Whoever is not logged in goes to the log-in first.

    Raises:
        Forbidden: The reader is no steward of the trace.
    """
    if tk.current_user.is_anonymous:
        return asking.to_login()
    if not tk.h.govinnov_is_trace_steward():
        raise Forbidden
    return None


def _silent(error: DBAPIError | TooMuchError) -> tuple[str, int]:
    """A question that takes too long is ended; the kind of the error alone is logged: its words quote the question."""
    log.error("trace desk: %s", type(getattr(error, "orig", error)).__name__)
    return tk.render("steward/trace_silent.html"), _SILENT
