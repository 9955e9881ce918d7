"""What the screen knows of a column before it reads its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from govinnov.gate.model import Schema, Table

#: Keys of a schema field that the screen heeds; a steward's decisions are kept there.
CONFIRMED = "govinnov:confirmed"
CODES_OF = "govinnov:codes"
QUASI = "govinnov:quasi-identifier"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its label and what its schema field says of it (empty when the schema has no such field).

    A metadata text is a column with one cell, named by its key.
    """

    name: str
    field: dict[str, Any] = field(default_factory=dict)

    @property
    def confirmed(self) -> frozenset[str]:
        """Finding codes of severity ``confirm`` to which a steward said yes for this column."""
        return frozenset(self.field.get(CONFIRMED, ()))

    @property
    def family(self) -> str | None:
        """The family of known codes this column is declared to hold, as ``ScreenSettings.known_codes`` names it."""
        return self.field.get(CODES_OF)

    @property
    def quasi(self) -> bool | None:
        """Whether the column is declared a quasi-identifier, declared none, or nothing was said."""
        return self.field.get(QUASI)


def columns_of(table: Table, schema: Schema) -> tuple[Column, ...]:
    """Pair the table's labels with the schema's fields of the same name, in the table's order."""
    fields = {entry.get("name"): entry for entry in schema.get("fields", [])}
    return tuple(Column(label, fields.get(label, {})) for label in table.labels)
