"""Restricted records → the trace, as far as the gate permits; nothing of them becomes a dataset."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import ckan.model as ckan_model

from ckanext.govinnov.publishing import ruling
from govinnov.gate.permits import Permits
from govinnov.trace import store
from govinnov.trace.store import privately
from govinnov.trace.store.loading import Loaded
from harvesters.model import Problem, RemoteRecord, Source
from harvesters.vault import FileVault

log = logging.getLogger(__name__)


class TraceVault:
    """Implements ``ports.Vault``: keeps bytes privately, and loads what they say of poultry."""

    def __init__(self, kept: FileVault) -> None:
        self._kept = kept

    def forget(self, today: date) -> int:
        """Delete files whose time has come, here and in the store; how many these were."""
        before = datetime.combine(today, time(), UTC) - timedelta(days=privately.KEPT_DAYS)
        with ckan_model.meta.engine.begin() as db:
            return privately.forget(db, today) + self._kept.forget(before)

    def keep(self, source: Source, records: Sequence[RemoteRecord]) -> list[Problem | None]:
        """See ``Vault.keep``; records of one line are read together, and by themselves where one of them is held."""
        problems = self._kept.keep(source, records)
        contents = [[one.content for one in record.resources if one.content] for record in records]
        if len(records) > 1 and all(map(_is_line, records)) and not any(_together(contents, source.name)):
            return problems
        return [_problem(record, _load(paths, source.name)) for record, paths in zip(records, contents, strict=True)]


def _is_line(record: RemoteRecord) -> bool:
    return all(one.format == "TXT" for one in record.resources)


def _together(contents: Iterable[Sequence[Path]], source: str) -> list[Loaded]:
    """Lines as one file: what of it is held."""
    with tempfile.TemporaryDirectory(prefix="govinnov-feed-") as folder:
        whole = Path(folder) / "lines.txt"
        whole.write_bytes(b"".join(path.read_bytes() for paths in contents for path in paths))
        return [one for one in _load([whole], source) if one.is_held]


def _load(paths: Sequence[Path], source: str) -> list[Loaded]:
    """What became of files; how many records, and nothing of what stands in them, is logged."""
    loaded = list(store.load(ckan_model.meta.engine, paths, datetime.now(UTC), gate=_gate()))
    with ckan_model.meta.engine.begin() as db:
        for one in loaded:
            privately.keep_origin(db, one.sha256, source)
    for one in loaded:
        log.info("trace feed: %s, %d records, %d new, %d held", one.format, one.records, one.new, one.held)
    return loaded


def _gate() -> Permits:
    """The gate under the operator's rules."""
    return Permits(ruling.in_force().screen)


def _problem(record: RemoteRecord, loaded: Iterable[Loaded]) -> Problem | None:
    """What a steward should read of a feed: how many records are held, and by which findings."""
    held = [one for one in loaded if one.is_held]
    if not held:
        return None
    codes = ", ".join(sorted({found.code for one in held for found in one.findings if found.severity == "error"}))
    count = sum(one.held for one in held)
    return Problem(
        "trace-held",
        f"이력에 싣지 않고 붙든 기록이 {count}건 있습니다({codes}). 보낸 곳에 고쳐 달라고 하세요.",
        f"{count} records were held and not loaded into the trace ({codes}): ask the sender to correct them.",
        record.remote_id,
    )
