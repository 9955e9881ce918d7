"""A file as a record: what folder, address and directory listing have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from harvesters import fields
from harvesters.canonical import file_hash
from harvesters.errors import SkipObjectError
from harvesters.model import Entry, Option, Problem, RemoteRecord, RemoteResource
from harvesters.naming import format_of, title_of

FORMATS_OPTION = Option(
    "formats", str, "csv,tsv,xlsx,xls,json,geojson,zip,gz", "file endings to take, with commas between"
)
_DOCUMENT = re.compile(r"(readme|source|license|licence|index)([-_.].*)?", re.IGNORECASE)
_HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def left_out(relative: str, formats: str) -> Problem | None:
    """Why a file is not data, as a note; None when it is."""
    path = PurePosixPath(relative)
    if _DOCUMENT.fullmatch(path.stem):
        return Problem(
            "document",
            "설명 문서이므로 데이터로 등록하지 않았습니다.",
            "A document about the data, left out.",
            relative,
            "note",
        )
    if format_of(path.name).lower() not in {part.strip().lower() for part in formats.split(",")}:
        return Problem(
            "format-not-asked",
            f"'{path.suffix}' 형식은 이 소스의 formats 옵션에 없어 제외했습니다.",
            f"The ending '{path.suffix}' is not in this source's option formats, left out.",
            relative,
            "note",
        )
    return None


def file_entry(relative: str, payload: Mapping[str, str], marker: str | None = None) -> Entry:
    """What the path of a file tells; its first folder is the agency unless the name itself says one."""
    top = relative.split("/", 1)[0] if "/" in relative else None
    name = title_of(relative.rsplit("/", 1)[-1], top)
    return Entry(relative, name.title, marker, None, name.agency or top, {**payload, "date": name.date})


def file_record(entry: Entry, path: Path) -> RemoteRecord:
    """A file on disk as a dataset with one resource; we serve its bytes, so it has no address.

    Raises:
        SkipObjectError: An HTML page lies where the file should be.
    """
    name = entry.remote_id.rsplit("/", 1)[-1]
    with path.open("rb") as file:
        if looks_like_html(file.read(4096)):
            raise SkipObjectError(
                "page-not-file",
                "파일 대신 웹 페이지가 내려왔습니다. 주소나 로그인 필요 여부를 확인하세요.",
                "A web page came instead of the file; check the address and whether it wants a login.",
            )
    return RemoteRecord(
        remote_id=entry.remote_id,
        title=entry.title,
        agency=entry.agency,
        extras={fields.SOURCE_ISSUED: str(entry.payload["date"])},
        resources=(RemoteResource(name, None, format_of(name), path, entry.marker or file_hash(path)),),
    )


def looks_like_html(head: bytes) -> bool:
    """Whether the first bytes begin a web page."""
    return bool(_HTML.match(head.removeprefix(b"\xef\xbb\xbf")))
