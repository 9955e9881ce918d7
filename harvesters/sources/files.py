"""Files as agencies send them: a folder, one file, or one address; one dataset for each file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from harvesters.canonical import file_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, SkipObjectError
from harvesters.filerecord import FORMATS_OPTION, file_entry, file_record, left_out, looks_like_html
from harvesters.locate import is_web, local_path
from harvesters.model import Entry, RemoteRecord
from harvesters.naming import format_of
from harvesters.ports import Probe


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
            AbortJobError: There is nothing at the path: an unmounted disk must not look like an empty list.
        """
        if is_web(context.source.url):
            yield file_entry(unquote(urlsplit(context.source.url).path).strip("/"), {"url": context.source.url})
            return
        place = local_path(context.source.url)
        if place.is_file():
            yield _entry(place, place.parent)
        elif place.is_dir():
            yield from _below(place, context)
        else:
            raise AbortJobError(
                "no-folder", f"폴더가 없습니다: {place}. 경로를 확인하세요.", f"There is no {place}; check the path."
            )

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The file as a dataset with one resource.

        Raises:
            SkipObjectError: It is gone, or a page came instead of it.
        """
        if url := entry.payload.get("url"):
            return file_record(entry, context.http.download(str(url), context.workdir))
        path = Path(str(entry.payload["path"]))
        if not path.is_file():
            raise SkipObjectError(
                "file-gone", "파일이 그사이 없어졌습니다. 다시 수집하세요.", "The file is gone; harvest again."
            )
        return file_record(entry, path)


def _below(root: Path, context: Context) -> Iterator[Entry]:
    """The data files below a folder; every other file is noted with its reason."""
    wanted = context.text(FORMATS_OPTION.name)
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        reason = left_out(_relative(path, root), wanted)
        if reason:
            context.visit.note(reason)
        else:
            yield _entry(path, root)


def _entry(path: Path, root: Path) -> Entry:
    return file_entry(_relative(path, root), {"path": str(path)}, file_hash(path))


def _relative(path: Path, root: Path) -> str:
    """The id of a file: its path below the root, in NFC whatever the disk holds."""
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())
