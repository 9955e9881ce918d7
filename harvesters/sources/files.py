"""Files as agencies send them: a folder, one file, or one address; one dataset for each file."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from harvesters.canonical import file_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, SkipObjectError
from harvesters.filerecord import FORMATS_OPTION, file_entry, file_record, left_out, looks_like_html
from harvesters.locate import is_readable, is_web, local_path, no_access, what_lies_at
from harvesters.model import Entry, RemoteRecord
from harvesters.naming import format_of
from harvesters.ports import Probe

#: Folders of a disk's own, closed to everybody.
_SYSTEM = frozenset({"lost+found"})


class Files:
    """The source type ``files``."""

    name = "files"
    restricted = False
    options = (FORMATS_OPTION,)

    def recognises(self, probe: Probe) -> int:
        """A folder is surely this one; a file is when its ending is a data format and it is no page."""
        if probe.folder:
            return 90
        known = format_of(urlsplit(probe.url).path).lower() in str(FORMATS_OPTION.default).split(",")
        return 20 if known and not looks_like_html(probe.head) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every data file, in the order of its path; files on this machine are marked by the hash of their bytes.

        Raises:
            AbortJobError: There is nothing at the path, or a folder can't be read: an unmounted disk or a missing right
                must not look like an empty list.
        """
        if is_web(context.source.url):
            yield file_entry(unquote(urlsplit(context.source.url).path).strip("/"), {"url": context.source.url})
            return
        place = local_path(context.source.url)
        there = what_lies_at(place)
        if there == "file":
            yield _entry(place, place.parent)
        elif there == "folder":
            yield from _below(place, context)
        else:
            raise AbortJobError(
                "no-folder", f"폴더가 없습니다: {place}. 경로를 확인하세요.", f"There is no {place}; check the path."
            )

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The file as a dataset with one resource.

        Raises:
            SkipObjectError: It is gone, may not be read, or a page came instead of it.
        """
        if url := entry.payload.get("url"):
            return file_record(entry, context.http.download(str(url), context.workdir))
        path = Path(str(entry.payload["path"]))
        if not path.is_file():
            raise SkipObjectError(
                "file-gone", "파일이 그사이 없어졌습니다. 다시 수집하세요.", "The file is gone; harvest again."
            )
        if not is_readable(path):
            raise SkipObjectError(
                "file-no-access",
                "파일을 읽을 권한이 없습니다. 사이트를 실행하는 계정이 읽을 수 있게 한 뒤 다시 수집하세요.",
                "There is no right to read the file; let the site's account read it, then harvest again.",
            )
        return file_record(entry, path)


def _below(root: Path, context: Context) -> Iterator[Entry]:
    """The data files below a folder; every other file is noted with its reason."""
    wanted = context.text(FORMATS_OPTION.name)
    for path in sorted(_every(root)):
        if what_lies_at(path) != "file" or path.is_symlink() or path.name.startswith("."):
            continue
        reason = left_out(_relative(path, root), wanted)
        if reason:
            context.visit.note(reason)
        else:
            yield _entry(path, root)


def _every(root: Path) -> Iterator[Path]:
    """Everything below a folder but folders; a folder that can't be read ends it."""
    for folder, folders, names in os.walk(root, onerror=_unread):
        folders[:] = [name for name in folders if name not in _SYSTEM]
        yield from (Path(folder, name) for name in names)


def _unread(error: OSError) -> None:
    raise no_access(str(error.filename)) from error


def _entry(path: Path, root: Path) -> Entry:
    """A file as a line of the list; one that may not be read stays on it, and fails alone."""
    marker = file_hash(path) if is_readable(path) else None
    return file_entry(_relative(path, root), {"path": str(path)}, marker)


def _relative(path: Path, root: Path) -> str:
    """The id of a file: its path below the root, in NFC whatever the disk holds."""
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())
