"""What a file is, by what stands in it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal

from govinnov.trace.feeds.kinds import kind_of, kind_of_service

Format = Literal["csv", "mtrace", "ekape-xml"]
FEEDS: tuple[Format, ...] = ("csv", "mtrace", "ekape-xml")
_HEAD = 1 << 16
_BOM = b"\xef\xbb\xbf"


def recognised(path: Path) -> Format | None:
    """The kind of feed that a file is; None for EPCIS, and for what nobody knows."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD).removeprefix(_BOM).lstrip()
    if head[:1] in (b"{", b"["):
        return "mtrace" if b'"transParam"' in head else None
    if head[:1] == b"<":
        return "ekape-xml" if b"<response" in head and b"<items" in head else None
    line = first_line(head)
    if kind_of_service(line.count("|") + 1):
        return "mtrace"
    return "csv" if kind_of(labels_of(line)) else None


def first_line(raw: bytes) -> str:
    """The first line of a text in UTF-8 or CP949."""
    return decoded(raw.splitlines()[0]) if raw else ""


def decoded(raw: bytes) -> str:
    """A text in UTF-8, or else in CP949; signs of neither are marked."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp949", "replace")


def delimiter_of(line: str) -> str:
    """What divides the cells of a header."""
    return max(",;\t", key=line.count)


def labels_of(line: str) -> list[str]:
    """The labels of a header."""
    return next(csv.reader([line], delimiter=delimiter_of(line)), [])
