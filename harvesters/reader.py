"""What a source reads with: the web politely, and of this machine only the very file an operator named."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

from harvesters import sources
from harvesters.context import COMMON_OPTIONS
from harvesters.errors import AbortJobError
from harvesters.http import Http, Manners
from harvesters.locate import is_readable, is_web, local_path, no_access, what_lies_at
from harvesters.model import Source
from harvesters.ports import Answer, Probe, SourceType
from harvesters.sheets import xlsx_rows
from harvesters.watch import Watch

_HEAD = 64 << 10
_ZIP = b"PK\x03\x04"


def session_for(source: Source) -> Reader:
    """The reader that a source's options ask for."""
    default = next(int(option.default) for option in COMMON_OPTIONS if option.name == "pause_ms")
    pause_ms = int(source.options.get("pause_ms", default))
    return Reader(source.url, Http(source.allow_hosts, Manners(pause_s=pause_ms / 1000)))


def recognise(source: Source) -> SourceType:
    """The type of a source, told from the first bytes of its address.

    Raises:
        UsageError: It can't be told.
        AbortJobError: There is nothing at the address.
    """
    if not is_web(source.url) and what_lies_at(local_path(source.url)) == "folder":
        return sources.recognise(Probe(source.url, folder=local_path(source.url)))
    session = session_for(source)
    head = session.peek(source.url, _HEAD)
    plain = _first_row(session, source.url) if head.startswith(_ZIP) else b""
    return sources.recognise(Probe(source.url, plain or _plain_head(head)))


def _first_row(session: Reader, url: str) -> bytes:
    """The first row of a workbook as one line; empty when it is none. What it says stands deep in the file."""
    with TemporaryDirectory(prefix="govinnov-look-") as folder:
        path = session.download(url, Path(folder))
        try:
            row = next(xlsx_rows(path), [])
        except (BadZipFile, KeyError, ValueError, IndexError):
            return b""
    return ",".join(row).encode()[:_HEAD]


def _plain_head(head: bytes) -> bytes:
    """The first bytes, unpacked when they are gzip, in UTF-8 when they are marked as UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return zlib.decompressobj(47).decompress(head, _HEAD)
    except zlib.error:
        return head


class Reader:
    """Implements ``ports.Fetcher``: a link in a feed can't lead to a file of this machine."""

    def __init__(self, own: str, web: Http) -> None:
        self._own = None if is_web(own) else own
        self._web = web

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, any_status: bool = False) -> Answer:
        """See ``Fetcher.get``; the source's own file has no query."""
        if not self._is_own(url):
            return self._web.get(url, headers=headers, any_status=any_status)
        return Answer(url, 200, {}, self._file().read_bytes())

    def download(self, url: str, into: Path) -> Path:
        """See ``Fetcher.download``; the source's own file is where it is."""
        return self._file() if self._is_own(url) else self._web.download(url, into)

    def watch(self, watch: Watch) -> None:
        """See ``Fetcher.watch``; a file of this machine is read anyway."""
        self._web.watch(watch)

    def peek(self, url: str, most: int) -> bytes:
        """The first bytes of an address."""
        if not self._is_own(url):
            return self._web.peek(url).body[:most]
        with self._file().open("rb") as file:
            return file.read(most)

    def _is_own(self, url: str) -> bool:
        return self._own is not None and url.split("?", 1)[0] == self._own.split("?", 1)[0]

    def _file(self) -> Path:
        path = local_path(str(self._own))
        if what_lies_at(path) != "file":
            raise AbortJobError(
                "no-file", f"파일이 없습니다: {path}. 경로를 확인하세요.", f"There is no file {path}; check the path."
            )
        if not is_readable(path):
            raise no_access(path)
        return path
