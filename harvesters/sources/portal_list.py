"""The national portal's own list (목록개방현황): each entry becomes a dataset that links to the portal's page."""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from harvesters import clean, fields
from harvesters.canonical import digest
from harvesters.context import Context
from harvesters.errors import AbortJobError, SkipObjectError
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.ports import Probe
from harvesters.sheets import xlsx_rows
from harvesters.textio import encoding_of

#: Our name for each column; the portal writes ``목록.URL``, ``목록_URL`` or ``목록 URL``.
COLUMNS = {
    "목록키": "key",
    "목록유형": "type",
    "목록명": "name",
    "목록설명": "notes",
    "분류체계": "subject",
    "기관코드": "agency_code",
    "기관명": "agency",
    "국가중점여부": "priority",
    "표준데이터여부": "standard",
    "목록등록일": "issued",
    "목록수정일": "modified",
    "목록URL": "url",
}
REQUIRED = ("key", "name", "agency")
_ONLY = {"core": "priority", "standard": "standard"}
_FORMATS = {"API": "API", "STD": "HTML", "FILE": "HTML", "LINKED": "HTML"}
_FIELD_MAX = 5 << 20
_LINE_MAX = 10 << 20
_PLAIN_MAX = 2 << 30


class PortalList:
    """The source type ``portal-list``: CSV, CSV.GZ or XLSX."""

    name = "portal-list"
    restricted = False
    options = (
        Option("limit", int, 0, "take only the first so many entries; 0 takes all"),
        Option("only", str, "all", "all, core (flag 국가중점), standard (flag 표준데이터) or core,standard"),
    )

    def recognises(self, probe: Probe) -> int:
        """Its first line names 목록키 and 목록명, in UTF-8 or CP949."""
        line = probe.head.split(b"\n", 1)[0]
        heads = (line.decode(encoding, "ignore").lstrip("\ufeff") for encoding in ("utf-8", "cp949"))
        named = any("목록키" in head and "목록명" in head and head[:1] not in ("{", "[", "<") for head in heads)
        return 95 if named else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every entry with a flag that ``only`` asks for, up to ``limit``.

        Raises:
            AbortJobError: The file is not the portal's list.
        """
        wanted = _wanted(context.text("only"))
        limit = context.number("limit")
        count = 0
        for row in _rows(context.http.download(context.source.url, context.workdir), context.workdir):
            if wanted and not any(row.get(flag) == "Y" for flag in wanted):
                continue
            yield _entry(row)
            count += 1
            if count == limit:
                return

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The entry as a dataset with one link.

        Raises:
            SkipObjectError: It has no name or no usable address.
        """
        row = entry.payload
        url = clean.url(row.get("url"))
        if not entry.title or url is None:
            raise SkipObjectError(
                "incomplete-entry",
                "목록명 또는 목록 URL이 비어 있거나 잘못되어 등록하지 않았습니다.",
                "The entry's name or address is empty or unusable, left out.",
            )
        kind = str(row.get("type", ""))
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=clean.text(row.get("notes")),
            url=url,
            agency=entry.agency,
            modified=row.get("modified"),
            extras=_extras(row),
            tags=clean.tags([row.get("subject")]),
            resources=(RemoteResource("공공데이터포털에서 보기", url, _FORMATS.get(kind, "HTML")),),
        )


def _wanted(only: str) -> tuple[str, ...]:
    """Which flags to look at; none means all entries."""
    return tuple(_ONLY[part] for part in only.replace(" ", "").split(",") if part in _ONLY)


def _entry(row: Mapping[str, str]) -> Entry:
    """A row as an entry, marked by the hash of its words (the view count is not among them)."""
    agency = clean.line(row.get("agency"))
    name = clean.line(row.get("name"))
    return Entry(
        remote_id=row.get("key", "").strip() or digest(dict(row))[:16],
        title=name.removeprefix(f"{agency}_") if agency else name,
        marker=digest(dict(row)),
        url=clean.url(row.get("url")),
        agency=agency or None,
        payload=dict(row),
    )


def _extras(row: Mapping[str, Any]) -> dict[str, str]:
    """What the portal says of an entry, under our names; empty marks are left out by the conversion."""
    return {
        fields.LIST_KEY: str(row.get("key", "")),
        fields.LIST_TYPE: str(row.get("type", "")),
        fields.LIST_NAME: str(row.get("name", "")),
        fields.SUBJECT: str(row.get("subject", "")),
        fields.AGENCY_CODE: str(row.get("agency_code", "")),
        fields.NATIONAL_PRIORITY: str(row.get("priority", "")),
        fields.STANDARD_SET: str(row.get("standard", "")),
        fields.SOURCE_ISSUED: str(row.get("issued", "")),
    }


def _rows(path: Path, workdir: Path) -> Iterator[dict[str, str]]:
    """The list's rows under our names.

    Raises:
        AbortJobError: A column that must be there is missing.
    """
    table = _workbook_rows(path) if zipfile.is_zipfile(path) else _csv_rows(_plain(path, workdir))
    names = [COLUMNS.get(_header(label), "") for label in next(table, [])]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise AbortJobError(
            "not-the-list",
            "공공데이터포털 목록개방현황 파일이 아닙니다(목록키·목록명·기관명 열이 필요합니다).",
            "This is not the portal's list: the columns 목록키, 목록명 and 기관명 are needed.",
        )
    for cells in table:
        if any(cells):
            yield {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if name}


def _header(label: str) -> str:
    """A column label without BOM, blanks and the signs that differ between editions."""
    return label.strip("\ufeff ").replace(".", "").replace("_", "").replace(" ", "")


def _cell(value: str) -> str:
    return "" if value.strip().casefold() in clean.EMPTY_MARKS else value.strip()


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    try:
        yield from xlsx_rows(path)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError) as error:
        raise _broken(type(error).__name__) from error


def _csv_rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD_MAX)
    with path.open(encoding=encoding_of(path), newline="") as file:
        try:
            yield from csv.reader(iter(lambda: file.readline(_LINE_MAX), ""))
        except csv.Error as error:
            raise _broken(str(error)) from error


def _plain(path: Path, workdir: Path) -> Path:
    """The file itself, or what its gzip holds."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return path
    target = workdir / f"{path.name}.plain"
    try:
        with gzip.open(path) as packed, target.open("wb") as out:
            while piece := packed.read(1 << 20):
                out.write(piece)
                if out.tell() > _PLAIN_MAX:
                    raise _broken("larger than 2 GiB when unpacked")
    except (EOFError, OSError, zlib.error) as error:
        raise _broken(type(error).__name__) from error
    return target


def _broken(why: str) -> AbortJobError:
    return AbortJobError(
        "broken-csv",
        "목록 파일을 끝까지 읽을 수 없습니다. 파일을 다시 받으세요.",
        f"The list can't be read to its end ({why}); download it again.",
    )
