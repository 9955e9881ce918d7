"""``./govinnov bench harvest``: the engine alone, and whole harvests beside stock ckanext-harvest.

Without arguments: the engine alone (no gate, no catalog) on a list of 61,359 entries: records/s of the first and of the
unchanged harvest, the cost of record 50,000 against record 1,000, and peak memory.

``--ini FILE`` (the ckan.ini of a running instance): whole harvests, of ``--records`` records of one data.json and of
the portal's list ``--list FILE``, with each of ``--processes``, then the index rebuilt. ``--stock PYTHON`` (an
environment with CKAN and ckanext-harvest 1.6.3): ``--stock-records`` of the same agency server harvested by stock, in a
database of its own. ``--document FILE`` writes the section.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import beside_stock
import document
from sqlalchemy import create_engine

from harvesters.engine import Engine
from harvesters.model import Delivery, JobResult, Outcome, Source
from harvesters.package import package_dict
from harvesters.reader import session_for
from harvesters.store import METADATA, Desk, SqlStore

ENTRIES = 61_359
LABELS = "목록키,목록유형,목록명,목록설명,조회수,분류체계,기관코드,기관명,국가중점여부,표준데이터여부,목록.등록일,목록.수정일,목록.URL"  # noqa: E501


class Counting:
    """A sink that makes each package dict and drops it; remembers when each thousand came."""

    def __init__(self) -> None:
        self.count, self.times = 0, [time.perf_counter()]

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        """Convert and forget."""
        for delivery in batch:
            package_dict(delivery.record, delivery.source.name)
            self.count += 1
            if self.count % 1_000 == 0:
                self.times.append(time.perf_counter())
        return [Outcome("published", delivery.dataset_id) for delivery in batch]

    def finish(self) -> None:
        """Nobody searches here."""

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Not asked for here."""

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Not asked for here."""


def write_list(path: Path) -> None:
    """A list of the portal's size and shape, with made-up words."""
    rows = (
        f'{n},FILE,가온시_자료 {n},"측정 결과 {n}입니다.<br/>갱신 주기: 매월",{n},환경,A{n % 900},가온시 {n % 900}과,'
        f"N,N,2024-01-01,2024-02-02,https://portal.example/data/{n}/fileData.do"
        for n in range(ENTRIES)
    )
    path.write_text("\n".join([LABELS, *rows]), encoding="utf-8")


def run(database: str, folder: Path) -> dict[str, float]:
    """Harvest twice, and say how it went."""
    path = folder / "list.csv"
    write_list(path)
    engine = create_engine(database)
    METADATA.drop_all(engine)
    METADATA.create_all(engine)
    Desk(engine).add(Source("bench", "portal-list", str(path), approved=True))
    sink = Counting()
    harvester = Engine(SqlStore(engine), sink, session_for)
    first, unchanged = timed(harvester), timed(harvester)
    assert (first[0].added, unchanged[0].unchanged) == (ENTRIES, ENTRIES)
    steps = [after - before for before, after in zip(sink.times[1:], sink.times[2:], strict=False)]
    return {
        "entries": ENTRIES,
        "first_records_per_s": round(ENTRIES / first[1]),
        "unchanged_records_per_s": round(ENTRIES / unchanged[1]),
        "cost_of_record_50000_to_record_1000": round(sum(steps[47:50]) / sum(steps[:3]), 2),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def timed(engine: Engine) -> tuple[JobResult, float]:
    """One run and its seconds."""
    started = time.perf_counter()
    return engine.run("bench"), time.perf_counter() - started


def whole(asked: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    """Harvests through gate, database and index."""
    lines = []
    if asked.stock:
        with beside_stock.agency(folder, asked.stock_records) as url:
            lines.append(beside_stock.stock(asked.stock, asked.ini, url, folder))
    for processes in asked.processes:
        with beside_stock.agency(folder, asked.records) as url:
            lines += beside_stock.ours(asked.ini, url, "datajson", folder, processes)
    if asked.list:
        lines += beside_stock.ours(asked.ini, str(asked.list), "portal-list", folder, 2)
        lines.append(beside_stock.rebuild(asked.ini, 2))
    return lines


def section(lines: list[dict[str, Any]]) -> list[str]:
    """The lines of a Markdown section."""
    load, stock = os.getloadavg()[1], next((line["records_per_s"] for line in lines if "stock" in line["run"]), None)
    told = [
        "## Harvest",
        "",
        "`./govinnov bench harvest --ini INI --stock PYTHON --list FILE` on a running instance: one local agency,",
        "one data.json, stock ckanext-harvest 1.6.3 in an environment and database of its own beside our site, on",
        f"the same PostgreSQL and Solr; then the portal's list of {ENTRIES:,} entries. {os.cpu_count()} cores, load",
        f"average of five minutes {load:.1f}. Ours goes through gate, certificates, database and index to searchable.",
        "A job's own worker is one of the processes; the others are harvesters that stand idle.",
        "",
        "| run | processes | records | seconds | records/s | × stock | held | failed | peak MiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for line in lines:
        speed = line.get("records_per_s") or round(line["records"] / line["seconds"], 1)
        times = f"{speed / stock:.1f}" if stock and "first" in line["run"] else ""
        cells = [line["run"], line["processes"], f"{line['records']:,}", line["seconds"], speed, times]
        cells += [line.get(name, "") for name in ("held", "failed", "peak_memory_mib")]
        told.append(f"| {' | '.join(map(str, cells))} |")
    return [*told, "", *_notes(lines)]


def _notes(lines: list[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        if "unchanged" in line["run"]:
            written = line["writes"]
            yield (
                f"{line['run']}, {line['processes']} processes: {written['rows']} rows of datasets written, "
                f"the index {'as before' if not written['index'] else 'changed'}."
            )
        if line.get("late_to_early") and "first" in line["run"]:
            yield f"Records around the 50,000th took {line['late_to_early']} × the time of those around the 1,000th."


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./govinnov bench harvest")
    parser.add_argument("--database", help="where the engine alone keeps its records (SQLite when left out)")
    parser.add_argument("--ini", type=Path)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--list", type=Path)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--stock", type=Path)
    parser.add_argument("--stock-records", type=int, default=2_000)
    parser.add_argument("--document", type=Path)
    return parser.parse_args()


def main() -> None:
    """Run what was asked for; print, and with ``--document`` write the section."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as made:
        if not asked.ini:
            print(json.dumps(run(asked.database or f"sqlite:///{made}/records.sqlite", Path(made)), indent=2))
            return
        lines = whole(asked, Path(made))
    print(json.dumps(lines, ensure_ascii=False, indent=2))
    if asked.document:
        document.write_into(asked.document, "bench harvest", section(lines))


if __name__ == "__main__":
    main()
