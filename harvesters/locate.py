"""Addresses on the web and paths on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from harvesters.errors import AbortJobError

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


def what_lies_at(path: Path) -> Literal["folder", "file", "nothing"]:
    """What there is at a path.

    Raises:
        AbortJobError: We may not look.
    """
    try:
        return "folder" if path.is_dir() else "file" if path.is_file() else "nothing"
    except PermissionError as error:
        raise no_access(path) from error


def is_readable(path: Path) -> bool:
    """Whether we may read a file."""
    return os.access(path, os.R_OK, effective_ids=True)


def no_access(place: Path | str) -> AbortJobError:
    """Why a path can't be read: what can't be looked into must not look like an empty list."""
    return AbortJobError(
        "no-access",
        f"{place} 경로를 읽을 권한이 없습니다. 사이트를 실행하는 계정이 읽을 수 있게 한 뒤 다시 실행하세요.",
        f"There is no right to read {place}; let the account that the site runs under read it, then run again.",
    )
