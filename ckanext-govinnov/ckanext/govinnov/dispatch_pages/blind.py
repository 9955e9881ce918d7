"""Cells that no camera sees: they lie in the run's folder, below ``stewards/``, and never enter the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ckanext.govinnov.steward import asking

#: The source type that hands runs over.
SOURCE_TYPE = "dispatch-run"
_FOLDER, _FILE = "stewards", "blind-spots.csv"
_CODE = re.compile(r"[0-9]{2}(?:[0-9]{3})?")


def folders() -> list[Path]:
    """Folders of the runs whose sources the reader curates.

    Raises:
        Forbidden: Nobody is logged in.
    """
    sources: Iterable[Mapping[str, Any]] = asking.act("govinnov_source_list", {})
    return [Path(one["url"]) for one in sources if one["type"] == SOURCE_TYPE]


def codes(held: Iterable[Path]) -> list[str]:
    """Governments of which there are cells."""
    found = (path.parent.name for folder in held for path in (folder / _FOLDER).glob(f"*/{_FILE}"))
    return sorted({code for code in found if _CODE.fullmatch(code)})


def cells(held: Iterable[Path], code: str) -> bytes | None:
    """The table of a government; None where there is none."""
    if not _CODE.fullmatch(code):
        return None
    paths = [folder / _FOLDER / code / _FILE for folder in held]
    found = next((path for path in paths if path.is_file()), None)
    return found.read_bytes() if found else None
