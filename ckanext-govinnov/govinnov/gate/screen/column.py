"""What the screen knows of a column before it reads its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from govinnov.gate.model import Schema, Table


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its label and what its schema field says of it (empty when the schema has no such field)."""

    name: str
    field: dict[str, Any] = field(default_factory=dict)


def columns_of(table: Table, schema: Schema) -> tuple[Column, ...]:
    """Pair the table's labels with the schema's fields of the same name, in the table's order."""
    fields = {entry.get("name"): entry for entry in schema.get("fields", [])}
    return tuple(Column(label, fields.get(label, {})) for label in table.labels)
