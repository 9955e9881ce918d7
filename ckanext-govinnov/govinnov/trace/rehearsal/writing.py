"""A rehearsal in files: EPCIS documents by day, tables, who takes part, and which faults are in it."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.writing import CONTEXT
from govinnov.trace.feeds.kinds import kinds
from govinnov.trace.fields import FIELD, PREFIX
from govinnov.trace.lineage.who import WHO
from govinnov.trace.recall.official import Inspection
from govinnov.trace.rehearsal.feeds import Feeds
from govinnov.trace.rehearsal.flow import Event, Flow
from govinnov.trace.rehearsal.marked import WORD
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.official import row

#: Events in one document.
_MOST = 20_000
_PARTIES = ("연습", "gln", "epc", "kind", "district", "owner", "mobile", "business")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files in order, events, and the sha256 of all bytes in that order."""

    files: tuple[Path, ...]
    events: int
    sha256: str


def write(flow: Flow, folder: Path) -> Written:
    """Write a flow; the same bytes for the same seed, days and share."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, count, whole = list[Path](), 0, hashlib.sha256()
    for name, raw, events in _files(flow):
        path = folder / f"{WORD}-{name}"
        path.write_bytes(raw)
        whole.update(raw)
        paths.append(path)
        count += events
    return Written(tuple(paths), count, whole.hexdigest())


def documents(flow: Flow) -> Iterator[tuple[str, bytes, int]]:
    """EPCIS documents: their names, their bytes, and how many events each has."""
    for name, events in (("before", flow.before), *((str(day), flow.on(day)) for day in flow.days)):
        for part, start in enumerate(range(0, len(events), _MOST), 1):
            some = events[start : start + _MOST]
            yield f"epcis-{name}-{part:02}.jsonld", document(some, flow), len(some)


def tables(flow: Flow) -> Iterator[tuple[str, bytes, int]]:
    """The same as agencies' tables, by kind and day: their names, and their bytes."""
    feeds = Feeds(flow.nation, flow.cast)
    yield _table("certificate", "before", map(row, flow.certificates))
    yield from _day(feeds, "before", flow.before, flow.inspected_before)
    for day in flow.days:
        yield from _day(feeds, str(day), flow.on(day), flow.inspected_on(day))


def _day(
    feeds: Feeds, name: str, events: Sequence[Event], inspected: Sequence[Inspection]
) -> Iterator[tuple[str, bytes, int]]:
    for kind, rows in feeds.rows(events).items():
        yield _table(kind, name, rows)
    if inspected:
        yield _table("inspection", name, map(row, inspected))


def _table(kind: str, name: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, bytes, int]:
    """A table of one kind with the columns that its rows tell."""
    told = list(rows)
    names = {name for row in told for name in row}
    fields = [field for field in kinds()[kind].fields if field.name in names]
    cells = ([row.get(field.name, "") for field in fields] for row in told)
    return f"{kind}-{name}.csv", _csv([WORD, *(field.title for field in fields)], cells), 0


def document(events: Sequence[Event], flow: Flow) -> bytes:
    """One document, which says of itself that it is a rehearsal."""
    whole = {
        "@context": [CONTEXT, {PREFIX: FIELD, WHO: URN}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": f"{flow.last}T23:59:59+09:00",
        "epcisBody": {"eventList": list(events)},
    }
    return _json(whole)


def _files(flow: Flow) -> Iterator[tuple[str, bytes, int]]:
    yield from documents(flow)
    yield from tables(flow)
    yield "parties.csv", _csv(_PARTIES, _parties(flow.nation)), 0
    yield "faults.json", _json([one._asdict() for one in flow.labels]), 0


def _parties(nation: Nation) -> Iterator[tuple[str, ...]]:
    for parties in nation.parties.values():
        for one in parties:
            yield one.gln, one.epc, one.kind, one.district, one.owner, one.mobile, one.business


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as a spreadsheet in Korea opens it; its first column says what it is."""
    out = StringIO()
    csv.writer(out).writerows([header, *((WORD, *row) for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
