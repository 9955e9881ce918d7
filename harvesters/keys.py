"""Service keys: read from the address or an option, sent once encoded, never shown."""

from __future__ import annotations

import re
from urllib.parse import unquote

#: Query parameters that carry a key, in any case.
KEY_NAMES = ("servicekey", "apikey", "api_key", "authkey", "key", "token", "access_token", "authorization", "password")
_IN_QUERY = re.compile(rf"(?i)\b({'|'.join(KEY_NAMES)})(=|%3D|:\s*)([^&\s\"'<>]+)")
_IN_HOST = re.compile(r"(?i)(https?://)[^/@\s]+@")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
HIDDEN = "***"


def redact(text: str) -> str:
    """``text`` with the values of keys hidden: for logs, errors and stored addresses."""
    return _IN_HOST.sub(rf"\1{HIDDEN}@", _IN_QUERY.sub(rf"\1\2{HIDDEN}", text))


def decoded_key(key: str) -> str:
    """The bare key, whether the portal's encoded or decoded form was given: never encoded twice.

    A bare key is base64 and holds no ``%``; so a key with ``%2B`` is the encoded form.
    """
    return unquote(key) if _ENCODED.search(key) else key
