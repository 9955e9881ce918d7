"""Tables of a rehearsal meet the gate too, though they are no datasets: what it holds is not put up."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from ckanext.govinnov.publishing import judging
from ckanext.govinnov.replacing import replacing
from govinnov.gate import Accepted
from govinnov.registry import load_schema
from govinnov.trace.derived.writing import MANIFEST
from govinnov.trace.epcis.times import KOREA
from govinnov.trace.rehearsal.marked import WORD


def put_up(made: Path, shown: Path) -> None:
    """Let the tables of one folder stand in another that people read, each once the gate accepted it."""
    shown.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _tables(made):
        if _is_accepted(path):
            _copy(path, shown / path.name)
        else:
            (shown / path.name).unlink(missing_ok=True)
    _copy(made / MANIFEST, shown / MANIFEST)


def listed(folder: Path) -> tuple[datetime | None, list[Path]]:
    """As of when a rehearsal's tables hold, in Korea, and those that are there."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, []
    return datetime.fromisoformat(told["known_at"]).astimezone(KOREA), _tables(folder)


def marked(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of a table whose first column says that it is a rehearsal's."""
    first = {"name": WORD, "title": WORD, "type": "string", "constraints": {"required": True, "enum": [WORD]}}
    return {**schema, "fields": [first, *schema["fields"]]}


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{WORD}-*.csv"))


def _is_accepted(path: Path) -> bool:
    schema = marked(load_schema(f"trace-{path.stem.removeprefix(f'{WORD}-')}"))
    return isinstance(judging.file(path, path.name, judging.Decided(schema=schema)), Accepted)


def _copy(source: Path, target: Path) -> None:
    with replacing(target) as part:
        shutil.copyfile(source, part)
