"""Tokens of the next page: opaque to others, signed, good for one question of one token's user, and for an hour."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from govinnov.trace.epcis.times import instant

LASTS = timedelta(hours=1)
_SIGNATURE = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: what was known when the first page was made, and the last row's sort key."""

    known_at: datetime
    expires: datetime
    after: tuple[str | int, ...]


def token(key: bytes, place: Place, about: str) -> str:
    """A token.

    Args:
        key: Known to the server alone.
        place: Where the page before ended.
        about: The question and who asks it: a token for another is refused.
    """
    body = json.dumps([place.known_at.isoformat(), place.expires.isoformat(), place.after]).encode()
    return base64.urlsafe_b64encode(_signature(key, body, about) + body).decode().rstrip("=")


def read(key: bytes, text: str, about: str, now: datetime) -> Place | None:
    """What a token says; nothing where we did not make it for this question, or its hour is over."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except ValueError:
        return None
    signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
    if not hmac.compare_digest(signature, _signature(key, body, about)):
        return None
    known_at, expires, after = json.loads(body)
    place = Place(_moment(known_at), _moment(expires), tuple(after))
    return place if now < place.expires else None


def _signature(key: bytes, body: bytes, about: str) -> bytes:
    return hmac.new(key, body + b"\0" + about.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()[:_SIGNATURE]


def _moment(text: str) -> datetime:
    found = instant(text)
    if found is None:  # we signed it
        raise ValueError(text)
    return found
