"""A real engine on a real store, with a sink that remembers what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from harvesters.body import Caps
from harvesters.engine import Engine
from harvesters.http import Http, Manners
from harvesters.limits import Limits
from harvesters.model import Delivery, JobResult, Outcome, Problem, RemoteRecord, Source
from harvesters.package import package_dict
from harvesters.reader import Reader
from harvesters.store import METADATA, Desk, SqlStore

QUICK = Manners(
    connect_s=2,
    read_s=2,
    total_s=3,
    attempts=2,
    backoff_s=0.01,
    patience_s=0.5,
    answer_caps=Caps(most=8 << 20, slowest=200, grace_s=0.5),
    file_caps=Caps(most=16 << 20, slowest=200, grace_s=0.5),
)


class MemorySink:
    """Datasets by id, as the catalog would hold them, and every call."""

    def __init__(self) -> None:
        self.datasets: dict[str, dict[str, Any]] = {}
        self.delivered: list[str] = []
        self.archived: list[str] = []
        self.withdrawn: list[str] = []

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        for delivery in batch:
            self.datasets[delivery.dataset_id] = package_dict(delivery.record, delivery.source.name)
            self.delivered.append(delivery.record.remote_id)
        return [Outcome("published", delivery.dataset_id) for delivery in batch]

    def finish(self) -> None:
        """Nobody searches here."""

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        self.archived += dataset_ids

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        self.withdrawn += dataset_ids
        for dataset_id in dataset_ids:
            self.datasets.pop(dataset_id, None)

    def titles(self) -> set[str]:
        return {package["title"] for package in self.datasets.values()}


class MemoryVault:
    """Restricted records by id."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, source: Source, records: Sequence[RemoteRecord]) -> list[Problem | None]:
        for record in records:
            assert record.restricted
            content = record.resources[0].content
            assert content is not None
            self.kept[record.remote_id] = content.read_bytes()
        return [None] * len(records)


class Bench:
    """One store, one sink, one vault, and the engine between them."""

    def __init__(self, folder: Path, **limits: Any) -> None:
        database = create_engine(f"sqlite:///{folder / 'records.sqlite'}")
        METADATA.create_all(database)
        self.store, self.desk = SqlStore(database), Desk(database)
        self.sink, self.vault = MemorySink(), MemoryVault()
        self.engine = Engine(self.store, self.sink, quick_session, self.vault, limits=Limits(**limits))

    def add(self, kind: str, url: str, name: str = "src", **settings: Any) -> Source:
        options = {"pause_ms": 0, **settings.pop("options", {})}
        settings = {"allow_hosts": ("127.0.0.1",), "approved": True, **settings}
        source = Source(name, kind, url, options=options, **settings)
        self.desk.add(source)
        return source

    def run(self, name: str = "src", **settings: Any) -> JobResult:
        return self.engine.run(name, **settings)


def quick_session(source: Source) -> Reader:
    return Reader(source.url, Http(source.allow_hosts, QUICK))
