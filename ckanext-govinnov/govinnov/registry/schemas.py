"""The Table Schemas of real agency files, from ``schemas/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from govinnov.registry.folder import datasets_folder


def schema_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the schemas, sorted."""
    return tuple(sorted(path.stem for path in _folder(folder).glob("*.json")))


def load_schema(name: str, folder: Path | None = None) -> dict[str, Any]:
    """One Table Schema descriptor.

    Raises:
        KeyError: There is no schema of that name.
    """
    if name not in schema_names(folder):
        raise KeyError(f"There is no schema {name}; there are {', '.join(schema_names(folder))}.")
    descriptor: dict[str, Any] = json.loads((_folder(folder) / f"{name}.json").read_text(encoding="utf-8"))
    return descriptor


def _folder(folder: Path | None) -> Path:
    return (folder or datasets_folder()) / "schemas"
