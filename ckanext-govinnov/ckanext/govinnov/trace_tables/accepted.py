"""Tables of a rehearsal meet the gate too, though they are no datasets: what it holds is not put up."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ckanext.govinnov.publishing import judging
from govinnov.gate import Accepted
from govinnov.registry import load_schema
from govinnov.trace.epcis.times import KOREA
from govinnov.trace.rehearsal.marked import WORD


def only(folder: Path) -> None:
    """Delete the tables of a folder that the gate holds."""
    for path in sorted(folder.glob(f"{WORD}-*.csv")):
        name = path.stem.removeprefix(f"{WORD}-")
        verdict = judging.file(path, path.name, judging.Decided(schema=marked(load_schema(f"trace-{name}"))))
        if not isinstance(verdict, Accepted):
            path.unlink()


def listed(folder: Path) -> tuple[datetime | None, list[Path]]:
    """As of when a rehearsal's tables hold, in Korea, and those that are there."""
    try:
        told = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, []
    return datetime.fromisoformat(told["known_at"]).astimezone(KOREA), sorted(folder.glob(f"{WORD}-*.csv"))


def marked(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of a table whose first column says that it is a rehearsal's."""
    first = {"name": WORD, "title": WORD, "type": "string", "constraints": {"required": True, "enum": [WORD]}}
    return {**schema, "fields": [first, *schema["fields"]]}
