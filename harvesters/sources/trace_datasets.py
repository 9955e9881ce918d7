"""The tables of the poultry trace: a dataset for each; what a rehearsal made is none of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from harvesters import tracewords
from harvesters.canonical import file_hash, record_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, SkipObjectError
from harvesters.locate import is_readable, local_path
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.ports import Probe

#: What lists the tables of a folder, and since when each table is known.
LIST = "tables.json"
#: The table of nightly drills has days of its own.
DRILL, _DRILL_FILE = "drill", "drill.csv"


class TraceDatasets:
    """The source type ``trace-datasets``: a folder that ``govinnov trace datasets --out`` wrote."""

    name = "trace-datasets"
    restricted = False
    options = ()

    def recognises(self, probe: Probe) -> int:
        """A folder with a list of tables."""
        return 95 if probe.folder and is_readable(probe.folder / LIST) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every table, marked by its words and the hash of its file.

        Raises:
            AbortJobError: There is no list, it is a rehearsal's, or a table is not the one that it lists.
        """
        for record in _records(local_path(context.source.url)):
            yield Entry(record.remote_id, record.title, record_hash(record))

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The table as it is now.

        Raises:
            SkipObjectError: It is gone.
        """
        root = local_path(context.source.url)
        known = entry.remote_id in tracewords.TABLES
        found = _record_of(root, _list(root), entry.remote_id) if known else None
        if found is None:
            raise SkipObjectError(
                "file-gone", "파일이 그사이 없어졌습니다. 다시 수집하세요.", "The file is gone; harvest again."
            )
        return found


def _records(root: Path) -> Iterator[RemoteRecord]:
    told = _list(root)
    yield from filter(None, (_record_of(root, told, name) for name in tracewords.TABLES))


def _record_of(root: Path, told: Mapping[str, Any], name: str) -> RemoteRecord | None:
    """A table that a folder lists, or its drills; None where it has no such table."""
    listed, drill = told["tables"].get(name), root / _DRILL_FILE
    if listed:
        return _record(name, root / listed["file"], told["known_at"], listed["sha256"])
    return _record(name, drill, _last_day(drill)) if name == DRILL and is_readable(drill) else None


def _record(name: str, path: Path, known_at: str, sha256: str | None = None) -> RemoteRecord:
    found = file_hash(path) if is_readable(path) else None
    if found is None or sha256 not in (None, found):
        raise AbortJobError(
            "table-altered",
            f"{path.name} 파일이 목록({LIST})과 다릅니다. govinnov trace datasets를 다시 실행하세요.",
            f"{path.name} is not the file that {LIST} lists; run govinnov trace datasets again.",
        )
    return RemoteRecord(
        remote_id=name,
        title=f"닭·오리·달걀 이력: {tracewords.TABLES[name].ko}",
        notes=tracewords.notes(name, known_at),
        modified=known_at[:10],
        extras={"known_at": known_at},
        tags=("축산물이력", "닭", "오리", "달걀"),
        resources=(RemoteResource(f"{name}.csv", None, "CSV", path, found, schema=f"trace-{name}"),),
    )


def _list(root: Path) -> Mapping[str, Any]:
    try:
        told = json.loads((root / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    if not isinstance(told, dict) or not told.keys() >= {"known_at", "rehearsal", "tables"}:
        raise AbortJobError(
            "no-tables",
            f"{root}에 표의 목록({LIST})이 없습니다. govinnov trace datasets --out으로 만든 폴더를 지정하세요.",
            f"There is no list of tables ({LIST}) in {root}; name a folder that govinnov trace datasets --out made.",
        )
    if told["rehearsal"]:
        raise AbortJobError(
            "rehearsal-tables",
            "연습 데이터로 만든 표입니다. 카탈로그에는 실제 데이터만 올립니다.",
            "These tables are a rehearsal's: only what is real goes into the catalog.",
        )
    return told


def _last_day(path: Path) -> str:
    """The day of the last drill: the first cell of the last row."""
    return path.read_text(encoding="utf-8").splitlines()[-1].split(",")[0]
