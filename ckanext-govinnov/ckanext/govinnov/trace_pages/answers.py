"""Asks the store, as the role that reads nothing private; what was typed is not kept anywhere."""

from __future__ import annotations

import logging
import time
from functools import cache
from hashlib import sha256
from typing import Any

import ckan.plugins.toolkit as tk
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from ckanext.govinnov.trace_pages.asked import Asked
from ckanext.govinnov.trace_pages.judged import judged
from ckanext.govinnov.trace_pages.refusals import REFUSALS, Refusal
from govinnov.trace import store
from govinnov.trace.lookup import PageError, Pages
from govinnov.trace.lookup.public import public
from govinnov.trace.store import announcing
from govinnov.trace.store.announcing import Notice
from govinnov.trace.store.errors import TooMuchError
from govinnov.trace.store.reading import reading

log = logging.getLogger(__name__)

Answer = dict[str, Any]
#: Seconds after which no further code of a request is begun.
LONGEST_S = 10.0


def look_up(asked: Asked, *, rehearsal: bool = False) -> list[Answer] | Refusal:
    """The public's answers, one for each code; none where all of them together would take too long."""
    until = time.monotonic() + LONGEST_S
    found: list[Answer] = []
    try:
        with _store(rehearsal=rehearsal).begin() as db:
            for code in asked.codes:
                if time.monotonic() > until:
                    return REFUSALS["too-slow"]
                found.append(_answer(db, code, asked))
            return found
    except PageError as error:
        return REFUSALS[error.code]
    except TooMuchError:
        return REFUSALS["too-far"]
    except SQLAlchemyError as error:
        return _silent(error)


def is_empty(*, rehearsal: bool = False) -> bool:
    """Whether nothing was ever loaded; where the store is silent, nobody knows."""
    try:
        with _store(rehearsal=rehearsal).begin() as db:
            return db.execute(text("SELECT FROM trace.event LIMIT 1")).first() is None
    except SQLAlchemyError as error:
        _silent(error)
        return False


def notices() -> list[Notice] | Refusal:
    """What the public is told of outbreaks that have not ended, the newest first."""
    try:
        with _store(rehearsal=False).begin() as db:
            return [one for one in announcing.notices(db) if one.state == "open"]
    except SQLAlchemyError as error:
        return _silent(error)


def _url() -> str:
    return str(tk.config.get("ckanext.govinnov.trace_url") or tk.config["sqlalchemy.url"])


def _store(*, rehearsal: bool) -> Engine:
    return _rehearsals(_url()) if rehearsal else _engine(_url())


@cache
def _engine(url: str) -> Engine:
    """One for each process: a connection that a fork shares mixes answers up."""
    return reading(url)


@cache
def _rehearsals(url: str) -> Engine:
    """The same of the rehearsals."""
    return reading(url, rehearsal=True)


def _answer(db: Connection, code: str, asked: Asked) -> Answer:
    told = store.look_up(db, code, asked.on, asked.at, Pages.of(asked.token, _key(str(tk.config["SECRET_KEY"]))))
    log.info("trace look-up: %s %s", told["family"] or "-", told["match"])
    return judged(public(told))


@cache
def _key(secret: str) -> bytes:
    """What seals tokens of pages: the site's own."""
    return sha256(f"pages of the trace: {secret}".encode()).digest()


def _silent(error: Exception) -> Refusal:
    """The kind of the error alone is logged: its words may quote the question."""
    log.error("trace look-up failed: %s", type(getattr(error, "orig", None) or error).__name__)
    return REFUSALS["store-silent"]
