"""Addresses on the web and paths on this machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

WEB = ("http://", "https://")


def is_web(url: str) -> bool:
    """Whether an address is read over HTTP."""
    return url.lower().startswith(WEB)


def local_path(url: str) -> Path:
    """The path that a ``file:`` address or a bare path names."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)
