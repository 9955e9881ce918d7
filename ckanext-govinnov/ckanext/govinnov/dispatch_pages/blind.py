"""Cells that no camera sees: they lie in the run's folder, below ``stewards/``, and never enter the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ckanext.govinnov.dispatch_pages.served import SOURCE
from ckanext.govinnov.steward import asking
from harvesters.locate import local_path

_FOLDER, _FILE = "stewards", "blind-spots.csv"
_CODE = re.compile(r"[0-9]{2}(?:[0-9]{3})?")


def folder() -> Path | None:
    """The folder of the last run; None where the reader does not curate the source that hands runs over.

    Raises:
        Forbidden: Nobody is logged in.
    """
    sources: Iterable[Mapping[str, Any]] = asking.act("govinnov_source_list", {})
    return next((local_path(one["url"]) for one in sources if one["name"] == SOURCE), None)


def codes(run: Path | None) -> list[str]:
    """Governments of which there are cells."""
    found = (path.parent.name for path in (run / _FOLDER).glob(f"*/{_FILE}")) if run else ()
    return sorted(filter(_CODE.fullmatch, found))


def cells(run: Path | None, code: str) -> bytes | None:
    """The table of a government; None where there is none."""
    path = run / _FOLDER / code / _FILE if run and _CODE.fullmatch(code) else None
    return path.read_bytes() if path and path.is_file() else None
