"""A document on this machine, wherever its address is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from harvesters.context import Context
from harvesters.errors import AbortJobError

WEB = ("http://", "https://")


def is_web(url: str) -> bool:
    """Whether an address is read over HTTP."""
    return url.lower().startswith(WEB)


def local_file(context: Context) -> Path:
    """The source's document as a file: downloaded, or where its path says.

    Raises:
        AbortJobError: There is no such file.
    """
    url = context.source.url
    if is_web(url):
        return context.http.download(url, context.workdir)
    path = local_path(url)
    if not path.is_file():
        raise AbortJobError(
            "no-file", f"파일이 없습니다: {path}. 경로를 확인하세요.", f"There is no file {path}; check the path."
        )
    return path


def local_path(url: str) -> Path:
    """The path that a ``file:`` address or a bare path names."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)


def read_document(context: Context) -> bytes:
    """The source's document whole.

    Raises:
        AbortJobError: There is no such file.
    """
    if is_web(context.source.url):
        return context.http.get(context.source.url).body
    return local_file(context).read_bytes()
