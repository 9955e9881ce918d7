"""Cleaning of harvested words: markup out, empty marks empty, addresses checked."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

#: What agencies write where there is nothing.
EMPTY_MARKS = frozenset({"", "-", "(null)", "null", "none", "n/a"})
TITLE_MAX = 500
NOTES_MAX = 100_000
URL_MAX = 2_000
TAG_MAX = 100
SCHEMES = frozenset({"http", "https", "ftp"})

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]{0,1000}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<\s*(script|style)\b.*?<\s*/\s*\1\s*>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]{0,5000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\ufeff\ud800-\udfff]")
#: Whatever the steps below would change; most words hold none of it.
_UNCLEAN = re.compile(r"[<&\x00-\x1f\x7f\u00a0\u200b\u2028\u2029\u3000\ufeff\ud800-\udfff]|  ")
_NOT_IN_URL = re.compile(r"[\s\x00-\x1f]")
_NOT_IN_HOST = re.compile(r"[@%]")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_LINES = re.compile(r"\n{3,}")
_TAG_SIGNS = re.compile(r"[^\w \-.]", re.UNICODE)


def text(value: object, limit: int = NOTES_MAX) -> str:
    """Plain text: NFC, no markup or control signs, single blanks; empty for the marks of nothing."""
    if value is None:
        return ""
    plain = _plain(str(value)[: limit * 4])
    return "" if plain.casefold() in EMPTY_MARKS else plain[:limit].rstrip()


def line(value: object, limit: int = TITLE_MAX) -> str:
    """Plain text on one line, for titles and names."""
    return " ".join(text(value, limit).split())


def _plain(raw: str) -> str:
    """Markup out, twice: entities may hide a second layer."""
    if not _UNCLEAN.search(raw) and unicodedata.is_normalized("NFC", raw):
        return raw.strip()
    unescaped = html.unescape(html.unescape(raw)) if "&" in raw else raw
    if "<" in unescaped:
        unescaped = _MARKUP.sub("", _BREAK.sub("\n", _COMMENT.sub("", _HIDDEN.sub("", unescaped))))
    unified = _CONTROL.sub("", unescaped.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_BLANKS.sub(" ", part).strip() for part in unified.split("\n"))
    return unicodedata.normalize("NFC", _LINES.sub("\n\n", "\n".join(lines)).strip())


def url(value: object) -> str | None:
    """An address as it may be stored: http, https or ftp, with a host, of at most 2,000 bytes; else None.

    The database's index of addresses holds no longer ones. Blanks within it, common in names of files, are encoded as
    browsers do.
    """
    given = str(value or "").strip().replace(" ", "%20")
    if not given or _NOT_IN_URL.search(given):
        return None
    try:
        too_long = len(given.encode()) > URL_MAX
        parts = urlsplit(given)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and not _NOT_IN_HOST.search(parts.netloc)
    except ValueError:
        return None
    return given if usable and not too_long else None


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """Tags as CKAN takes them: letters of any script, digits, blank, ``-_.``; 2 to 100 signs; each once."""
    seen: dict[str, None] = {}
    for value in values:
        tag = " ".join(_TAG_SIGNS.sub(" ", line(value, TAG_MAX)).split())
        if len(tag) >= 2:
            seen.setdefault(tag, None)
    return tuple(seen)
