"""What the database would make of a row: the defaults that it is given, and the values that are read back."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.orm import Mapper

_POSTGRESQL = dialect()


class UnlikeError(ValueError):
    """The database would give a value back in another form than it was handed over in."""


def complete(row: Any) -> None:
    """Give a new row the defaults that its INSERT would give it, its id among them."""
    for name, default in _defaults(sa.inspect(row).mapper):
        if getattr(row, name) is None:
            setattr(row, name, default.arg(None) if default.is_callable else default.arg)


def values_of(row: Any) -> tuple[Any, ...]:
    """The columns of a row in the order of its table, as they are read from the database.

    Raises:
        UnlikeError: That can't be said without asking it.
    """
    return tuple(_read_back(getattr(row, name), kind) for name, kind in _columns(sa.inspect(row).mapper))


@cache
def _defaults(mapper: Mapper[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (mapper.get_property_by_column(column).key, column.default)
        for column in mapper.local_table.columns
        if column.default is not None and (column.default.is_callable or column.default.is_scalar)
    )


@cache
def _columns(mapper: Mapper[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((mapper.get_property_by_column(column).key, column.type) for column in mapper.local_table.columns)


def _read_back(value: Any, kind: Any) -> Any:
    if isinstance(kind, sa.types.TypeDecorator):
        return kind.process_result_value(kind.process_bind_param(value, _POSTGRESQL), _POSTGRESQL)
    if value is None:
        return None
    if type(value) is not kind.python_type or (isinstance(value, datetime.datetime) and value.tzinfo):
        raise UnlikeError(f"{type(value).__name__} is stored as {kind!r}")
    return value
