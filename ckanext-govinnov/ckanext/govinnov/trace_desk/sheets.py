"""What a recall reaches, and its sheet as files: computed when a steward asks, and thrown away afterwards."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ckanext.govinnov.trace_desk import entering
from ckanext.govinnov.trace_desk.wished import Wish
from govinnov.trace import store
from govinnov.trace.recall import Predicate

#: Files of a recall, as `govinnov.trace.recall.output` writes them, and what they are.
FILES = {
    "sheet.csv": "text/csv; charset=utf-8",
    "sheet.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
        return (Path(folder) / name).read_bytes()


def lot(wish: Wish) -> tuple[str, list[str]]:
    """The canonical code of the lot that somebody means, or none and the codes that it may be."""
    with entering.store() as db:
        told = store.look_up(db, wish.code, wish.last)
    if told["match"] in ("exact", "repaired") and told["code"]:
        return told["code"], []
    return "", [one["code"] for one in told["candidates"]] if told["match"] == "ambiguous" else []
