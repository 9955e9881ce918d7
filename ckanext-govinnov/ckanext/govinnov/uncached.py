"""Answers that are for one reader alone: no cache keeps them."""

from __future__ import annotations

from typing import TypeVar

from flask import request
from werkzeug.wrappers import Response

Answer = TypeVar("Answer", bound=Response)


def keep_nowhere(response: Answer) -> Answer:
    """Say so of an answer; CKAN reads its own mark, and says private."""
    request.environ["__no_cache__"] = True
    response.cache_control.no_store = True
    return response
