"""A recall written for stewards: the sheet, and its events as EPCIS documents."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from govinnov.trace.epcis import writing
from govinnov.trace.epcis.xml import writing as xml_writing
from govinnov.trace.recall import sheet
from govinnov.trace.recall.answer import answer
from govinnov.trace.recall.evidence import evidence
from govinnov.trace.recall.ground import Ground
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.recall.reach import reach


def recall(ground: Ground, predicate: Predicate, known_at: datetime, folder: Path | None = None) -> dict[str, Any]:
    """Compute a recall, and write it into a folder where one is named.

    Args:
        ground: What is known.
        predicate: What is recalled.
        known_at: As of when it is known; told in the answer.
        folder: Where the files go; it is made where it is missing.

    Returns:
        The JSON of ``trace recall --json``.
    """
    found = reach(ground, predicate)
    told = answer(ground, predicate, found, known_at)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        based = evidence(ground, found)
        sheet.write(folder, list(sheet.rows(found, told, based)))
        events = [record.event for record in based.in_order]
        (folder / "events.jsonld").write_bytes(writing.document(events, known_at))
        (folder / "events.xml").write_bytes(xml_writing.document(events, known_at))
    return told
