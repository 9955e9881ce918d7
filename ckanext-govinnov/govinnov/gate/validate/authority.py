"""Frictionless as the authority: a table and a schema as a resource in which nothing is left to guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from frictionless import Dialect, Package, Report, system
from frictionless import Schema as FrictionlessSchema
from frictionless.exception import FrictionlessException
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource

from govinnov.gate.model import Schema, Table
from govinnov.gate.validate.naming import names

#: Tables by the names that foreign keys call them, each with its schema.
References = Mapping[str, tuple[Table, Schema]]
NO_REFERENCES: References = MappingProxyType({})

#: What a crash of the validator looks like; anything else is a fault of ours and must not be hidden.
CRASHES: tuple[type[Exception], ...] = (
    FrictionlessException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    re.error,
)


def resource(table: Table, schema: Schema, kind: type[Dialect] = Dialect, name: str = "table") -> TableResource:
    """The table with an explicit dialect (of some kind) and schema, closed.

    Raises:
        FrictionlessException: The descriptor can't be read as a Table Schema.
    """
    control = CsvControl(
        delimiter=table.delimiter,
        quote_char=table.quotechar,
        double_quote=True,
        skip_initial_space=False,
        line_terminator="\r\n",
    )
    return TableResource(
        name=name,
        path=table.path.name,
        basepath=str(table.path.parent),
        scheme="file",
        format="csv",
        encoding="utf-8",
        dialect=kind(header=True, header_rows=[table.header_row], controls=[control]),
        schema=FrictionlessSchema.from_descriptor(_copy(schema)),
    )


def whole(
    table: Table,
    schema: Schema,
    *,
    limit_errors: int = 0,
    references: References = NO_REFERENCES,
    own: str | None = None,
) -> Report:
    """Validate every row with frictionless.

    Args:
        limit_errors: Stop after so many errors; 0 means all of them.
        references: The tables that foreign keys point to.
        own: The table's own name, as foreign keys may call it.
    """
    named = names(references, own)
    with system.use_context(trusted=True):
        judged = resource(table, named.renamed(schema), name=named.own)
        others = [resource(other, described, name=named.taken[name]) for name, (other, described) in references.items()]
        Package(resources=[judged, *others])  # a resource finds others only through its package
        report = judged.validate(limit_errors=limit_errors)
    named.restore(report)
    return report


def _copy(value: Any) -> Any:
    """A deep copy of a descriptor: frictionless changes the one it is given."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
