"""Where tables lie before the gate has seen them: in this site's private storage."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.govinnov.replacing import replacing
from govinnov.trace.derived import animals


def real() -> Path:
    """The folder that the source lists."""
    return _root() / "tables"


def rehearsal() -> Path:
    """Tables of made-up goods, which no source lists."""
    return _root() / "rehearsal"


def rehearsed() -> Path:
    """Those of them that the gate accepted, which people read."""
    return _root() / "rehearsed"


def count_of_animals() -> Path | None:
    """The public count of animals, where this site was given one."""
    return _kept() if _kept().is_file() else None


def keep_count_of_animals(data: Path) -> bool:
    """Keep the count of animals that a folder of agencies' files holds; whether there is one in it."""
    found = animals.find(data)
    if found is None:
        return False
    _kept().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(_kept()) as part:
        part.write_bytes(found.read_bytes())
    return True


def _kept() -> Path:
    return _root() / "animals.csv"


def _root() -> Path:
    return Path(tk.config["ckanext.govinnov.storage_path"]) / "trace"
