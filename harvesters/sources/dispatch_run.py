"""A finished run of the dispatch analysis: a dataset for each national table, each government, and the run itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from harvesters import runtables, runwords
from harvesters.canonical import file_hash, record_hash
from harvesters.context import Context
from harvesters.errors import SkipObjectError
from harvesters.locate import is_readable, local_path
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.naming import format_of
from harvesters.ports import Probe
from harvesters.runfolder import GOVERNMENTS, MANIFEST, SYNTHETIC, RunFolder, read_run

#: Before a government's code in the id of its record.
GOVERNMENT, RUN = "government-", "run"
#: Files of a government's folder that anybody may have: maps, then the plans' demand and their proofs.
_MAPS, _PLANS = ("map.geojson", "zones.geojson"), ("instance.txt", "plan-*.json.gz")
_OF_AN_AGENCY = "calls"


class DispatchRun:
    """The source type ``dispatch-run``.

    It reads nothing below ``stewards/``, and no plan whose demand is an agency's own calls: the weights of a proof
    would give the calls away.
    """

    name = "dispatch-run"
    restricted = False
    options = ()

    def recognises(self, probe: Probe) -> int:
        """A folder with the manifest of a run."""
        there = probe.folder and any(is_readable(probe.folder / name) for name in (MANIFEST, SYNTHETIC + MANIFEST))
        return 95 if there else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Tables, governments and the run, each marked by its words and the hashes of its files.

        Raises:
            AbortJobError: No finished run lies there.
        """
        run = read_run(local_path(context.source.url))
        for record in _records(run):
            yield Entry(record.remote_id, record.title, record_hash(record))

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The record as it is now.

        Raises:
            SkipObjectError: It is gone: another run took the place of the one that was listed.
        """
        found = record_of(read_run(local_path(context.source.url)), entry.remote_id)
        if found is None:
            raise SkipObjectError(
                "file-gone", "파일이 그사이 없어졌습니다. 다시 수집하세요.", "The file is gone; harvest again."
            )
        return found


def record_of(run: RunFolder, remote_id: str) -> RemoteRecord | None:
    """One record of a run by its id; None when the run holds no such thing."""
    if remote_id == RUN:
        return _run(run)
    if remote_id.startswith(GOVERNMENT):
        return _government(run, remote_id.removeprefix(GOVERNMENT))
    return _table(run, remote_id) if remote_id in runtables.TABLES else None


def _records(run: RunFolder) -> Iterator[RemoteRecord]:
    ids = (*runtables.TABLES, RUN, *(GOVERNMENT + code for code in run.governments()))
    yield from filter(None, (record_of(run, one) for one in ids))


def _table(run: RunFolder, name: str) -> RemoteRecord | None:
    path, row, words = run.find(f"{name}.csv"), run.first_row(f"{name}.csv"), runtables.TABLES[name]
    if path is None or not row:
        return None
    told = {"dispatch_run": run.manifest["run_id"], "reference_date": run.manifest["reference_date"]}
    return RemoteRecord(
        remote_id=name,
        title=_title(run, f"긴급출동 분석: {words.ko}"),
        notes=runwords.notes(words, run.manifest, row),
        modified=run.manifest["reference_date"],
        extras={**told, "method": row.get("method", ""), "weight": row.get("weight", "")},
        tags=("긴급출동", "골든타임"),
        resources=(_resource(path, f"dispatch-{name}"),),
    )


def _government(run: RunFolder, code: str) -> RemoteRecord | None:
    row, plan = (run.first_row(f"{GOVERNMENTS}/{code}/{table}.csv") for table in ("facts", "plans"))
    is_an_agency_s = plan.get("weight") == _OF_AN_AGENCY
    files = run.below(f"{GOVERNMENTS}/{code}", _MAPS if is_an_agency_s else (*_MAPS, *_PLANS))
    if not files:
        return None
    name = run.name_of(code)
    return RemoteRecord(
        remote_id=GOVERNMENT + code,
        title=_title(run, f"긴급출동 분석: {name} 지도와 배치 계획"),
        notes=runwords.government_notes(run.manifest, row),
        modified=run.manifest["reference_date"],
        extras={"government_code": code, "reference_date": run.manifest["reference_date"]},
        tags=("긴급출동", "골든타임", name),
        resources=tuple(_described(path, plan.get("radius_m", "")) for path in files),
    )


def _run(run: RunFolder) -> RemoteRecord | None:
    path = run.find(MANIFEST)
    if path is None:
        return None
    return RemoteRecord(
        remote_id=RUN,
        title=_title(run, "긴급출동 분석: 계산의 입력과 매개변수"),
        notes=runwords.run_notes(run.manifest),
        modified=run.manifest["reference_date"],
        extras={"dispatch_run": run.manifest["run_id"], "reference_date": run.manifest["reference_date"]},
        tags=("긴급출동", "골든타임"),
        resources=(_resource(path),),
    )


def _title(run: RunFolder, title: str) -> str:
    """A title that carries the mark of made-up inputs when the manifest does, whatever the files are called."""
    return SYNTHETIC + title if run.is_synthetic else title


def _described(path: Path, radius: str) -> RemoteResource:
    name = path.name.removeprefix(SYNTHETIC)
    return replace(_resource(path), description=runwords.described(name, radius))


def _resource(path: Path, schema: str = "") -> RemoteResource:
    name = path.name
    return RemoteResource(name, None, format_of(name.removesuffix(".gz")), path, file_hash(path), schema=schema)
