"""Addresses on the web and paths on this machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

WEB = ("http://", "https://")


def is_web(url: str) -> bool:
    """Whether an address is read over HTTP."""
    return url.lower().startswith(WEB)


def lasting(place: str) -> str:
    """An address as it is, a path without regard to the folder that somebody stands in."""
    return place if is_web(place) or place.startswith("file:") else str(Path(place).resolve())


def local_path(url: str) -> Path:
    """The path that a ``file:`` address or a bare path names."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)
