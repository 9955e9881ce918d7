"""A folder of files as agencies send them: one dataset for each file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from harvesters import fields
from harvesters.canonical import file_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, SkipObjectError
from harvesters.model import Entry, Option, Problem, RemoteRecord, RemoteResource
from harvesters.naming import format_of, title_of
from harvesters.ports import Probe

FORMATS = "csv,tsv,xlsx,xls,json,geojson,zip,gz"
_DOCUMENT = re.compile(r"(readme|source|license|licence|index|제공|설명)([-_.].*)?", re.IGNORECASE)


class Folder:
    """The source type ``files`` for a folder on this machine."""

    name = "files"
    restricted = False
    options = (Option("formats", str, FORMATS, "file endings to take, with commas between them"),)

    def recognises(self, probe: Probe) -> int:
        """A folder is surely this one."""
        return 90 if probe.folder else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every data file below the folder in the order of its path, marked by the hash of its bytes."""
        root = folder_of(context.source.url)
        wanted = {part.strip().lower() for part in context.text("formats").split(",")}
        for path in sorted(root.rglob("*")):
            relative = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
            if path.is_symlink() or not path.is_file() or path.name.startswith("."):
                continue
            reason = _left_out(path, wanted)
            if reason:
                context.visit.note(Problem(*reason, record=relative, kind="note"))
                continue
            yield _entry(path, root, relative)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The file as a dataset with one resource."""
        path = folder_of(context.source.url) / str(entry.payload["path"])
        if not path.is_file():
            raise SkipObjectError(
                "file-gone", "파일이 그사이 없어졌습니다. 다시 수집하세요.", "The file is gone; harvest again."
            )
        resource = RemoteResource(path.name, None, format_of(path.name), path, entry.marker)
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            agency=entry.agency,
            extras={fields.SOURCE_ISSUED: str(entry.payload["date"])},
            resources=(resource,),
        )


def folder_of(url: str) -> Path:
    """The folder that a path or a ``file:`` address names.

    Raises:
        AbortJobError: It is not a folder: an unmounted disk must not look like an empty list.
    """
    path = Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)
    if not path.is_dir():
        raise AbortJobError(
            "no-folder", f"폴더가 없습니다: {path}. 경로를 확인하세요.", f"There is no folder {path}; check the path."
        )
    return path


def _left_out(path: Path, wanted: set[str]) -> tuple[str, str, str] | None:
    """Why a file is not data: code and both sentences; None when it is."""
    if _DOCUMENT.fullmatch(path.stem):
        return ("document", "설명 문서이므로 데이터로 등록하지 않았습니다.", "A document about the data, left out.")
    if path.suffix.lower().lstrip(".") not in wanted:
        return (
            "format-not-asked",
            f"'{path.suffix}' 형식은 이 소스의 formats 옵션에 없어 제외했습니다.",
            f"The ending '{path.suffix}' is not in this source's option formats, left out.",
        )
    return None


def _entry(path: Path, root: Path, relative: str) -> Entry:
    """What the name and place of a file tell; the name on disk may be in another normal form than its id."""
    top = relative.split("/", 1)[0] if "/" in relative else None
    name = title_of(path.name, top)
    return Entry(
        remote_id=relative,
        title=name.title,
        marker=file_hash(path),
        agency=name.agency or top,
        payload={"path": path.relative_to(root).as_posix(), "date": name.date},
    )
