"""What a file is, by what stands in it."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Literal

from govinnov.trace.feeds.kinds import kind_of, kind_of_service

Format = Literal["csv", "mtrace", "ekape-xml"]
FEEDS: tuple[Format, ...] = ("csv", "mtrace", "ekape-xml")
_HEAD = 1 << 16
#: What stands before a text that says its encoding itself.
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def recognised(path: Path) -> Format | None:
    """The kind of feed that a file is; None for EPCIS, and for what is no text."""
    head = head_of(path)
    if head[:1] in ("{", "["):
        return "mtrace" if '"transParam"' in head else None
    if head[:1] == "<":
        return "ekape-xml" if "<response" in head and "<items" in head else None
    if any(kind_of_service(line.count("|") + 1) for line in head.splitlines()):
        return "mtrace"
    return "csv" if _is_text(head) else None


def _is_text(head: str) -> bool:
    """Whether it can be a table, if one of unknown columns; the last sign may be cut in two."""
    return bool(head) and not {"\0", "\ufffd"} & set(head[:-1])


def head_of(path: Path) -> str:
    """The first of a file as text, without blanks before it."""
    with path.open("rb") as stream:
        return decoded(stream.read(_HEAD), is_whole=False).lstrip()


def decoded(raw: bytes, *, is_whole: bool = True) -> str:
    """A text as its byte order mark says, else in UTF-8, or else in CP949; signs of none are marked."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(raw, is_whole)
    except UnicodeDecodeError:
        return raw.decode("cp949", "replace")


def header_of(text: str) -> tuple[str, list[str]]:
    """What divides the cells of a table, and its labels: the sign by which they are of some kind."""
    found = [(delimiter, _labels(text, delimiter)) for delimiter in ",;\t"]
    return max(found, key=lambda one: (kind_of(one[1]) is not None, len(one[1])))


def _labels(text: str, delimiter: str) -> list[str]:
    """The labels of a header as the gate reads them: without blanks around, and without columns that have none."""
    record = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    labels = [label.strip() for label in record]
    last = max((place for place, label in enumerate(labels, 1) if label), default=0)
    return labels[:last]
