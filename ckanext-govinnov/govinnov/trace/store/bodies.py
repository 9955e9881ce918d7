"""An event's canonical JSON as PostgreSQL reads it."""

from __future__ import annotations

import re

_HALF = re.compile("[\x00\ud800-\udfff\U00010000-\U0010ffff]")

#: ``content`` as jsonb. PostgreSQL's takes no NUL and no half of a surrogate pair, and JSON writes what is beyond the
#: first plane as two halves: all of these are left out, here and of what is compared with it (`comparable`).
BODY = r"""CAST(CASE WHEN {content} ~ '\\u(0000|d[89a-f])'
    THEN regexp_replace({content}, '(?<!\\)((?:\\\\)*)(?:\\u(0000|d[89a-f][0-9a-f]{{2}}))+', '\1', 'g')
    ELSE {content} END AS jsonb)"""


def comparable(text: str) -> str:
    """A text without the signs that `BODY` leaves out."""
    return _HALF.sub("", text)
