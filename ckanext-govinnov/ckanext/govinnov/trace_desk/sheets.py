"""What a recall reaches, and its sheet as files: computed when a steward asks, and thrown away afterwards."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ckanext.govinnov.trace_desk import entering
from ckanext.govinnov.trace_desk.wished import Wish
from govinnov.trace import store
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.sheet import COLUMNS
from govinnov.trace.store import places
from harvesters.spreadsheet import cell

PLACES = "places.csv"
#: The columns of a sheet that name parties.
_PARTIES = [column for column in COLUMNS if column.endswith((" from", " to", " lot_source"))]
#: Files of a recall, as `govinnov.trace.recall.output` writes them, and what they are.
FILES = {
    "sheet.csv": "text/csv; charset=utf-8",
    "sheet.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PLACES: "text/csv; charset=utf-8",
    "events.jsonld": "application/ld+json",
    "events.xml": "application/xml",
}


def reach(predicate: Predicate, at: datetime | None = None) -> dict[str, Any]:
    """What it reaches, the JSON of ``trace recall --json``; ``at`` is now where left out, and told."""
    with entering.store() as db:
        return store.recall(db, predicate, at or datetime.now(UTC))


def file(predicate: Predicate, at: datetime | None, name: str) -> bytes:
    """One of its files, as of the same moment."""
    with tempfile.TemporaryDirectory(prefix="govinnov-recall-") as folder:
        with entering.store() as db:
            store.recall(db, predicate, at or datetime.now(UTC), Path(folder))
        if name == PLACES:
            return _places(Path(folder) / "sheet.csv")
        return (Path(folder) / name).read_bytes()


def _places(sheet: Path) -> bytes:
    """Who gave, who got and who made the lots of a sheet, as far as feeds told."""
    with sheet.open(encoding="utf-8-sig", newline="") as lines:
        parties = {row[column] for row in csv.DictReader(lines) for column in _PARTIES}
    out = io.StringIO()
    with entering.store() as db:
        rows = places.places(db, parties)
    csv.writer(out).writerows([places.COLUMNS, *(map(cell, row) for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def lot(wish: Wish) -> tuple[str, list[str]]:
    """The canonical code of the lot that somebody means, or none and the codes that it may be."""
    with entering.store() as db:
        told = store.look_up(db, wish.code, wish.last)
    if told["match"] in ("exact", "repaired") and told["code"]:
        return told["code"], []
    return "", [one["code"] for one in told["candidates"]] if told["match"] == "ambiguous" else []
