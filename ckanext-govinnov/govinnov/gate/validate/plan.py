"""How a table is validated under a schema: per column what proves a cell, who judges the rest, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from frictionless import Field
from frictionless.resources import TableResource

from govinnov.gate.literals.fields import missing_values
from govinnov.gate.validate.keys import Key
from govinnov.gate.validate.proofs import proof
from govinnov.gate.validate.values import coder

#: Frictionless's own reader of a cell: (value, notes); any note is an error.
Reader = Callable[[Any], tuple[Any, dict[str, str] | None]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file (``name``: its place in a batch) with the field that frictionless reads it by.

    ``blank`` tells missing cells; ``certain`` tells cells proven valid (None: there is no proof for this type).
    """

    name: str
    field: Field
    blank: pl.Expr
    required: bool
    certain: pl.Expr | None
    reader: Reader

    def proven(self) -> pl.Expr:
        """Cells that need no reading."""
        certain = pl.lit(value=False) if self.certain is None else self.certain
        if self.required:
            return ~self.blank & certain
        return self.blank | certain


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of the file in order, and the keys whose values must differ."""

    columns: tuple[Column, ...]
    keys: tuple[Key, ...]


def make(resource: TableResource) -> Plan:
    """Plan from an open resource: its header knows the fields that the file's columns are read by.

    Raises:
        FrictionlessException: The labels can't be matched with the fields.
    """
    fields = resource.header.get_expected_fields()
    columns = tuple(_column(field, str(place)) for place, field in enumerate(fields))
    return Plan(columns, tuple(_keys(fields, resource.schema.primary_key)))


def _keys(fields: list[Field], primary: list[str]) -> Iterator[Key]:
    """The keys that frictionless watches: unique fields, and the primary key when all its columns are there."""
    places = {field.name: place for place, field in enumerate(fields)}
    for field in fields:
        if field.constraints.get("unique"):
            yield _key(fields, (places[field.name],), primary=False)
    if primary and set(primary) <= set(places):
        yield _key(fields, tuple(places[name] for name in primary), primary=True)


def _key(fields: list[Field], places: tuple[int, ...], *, primary: bool) -> Key:
    coders = tuple(coder(fields[place], missing_values(fields[place])) for place in places)
    return Key(places, primary, coders)


def _column(field: Field, name: str) -> Column:
    column = pl.col(name)
    return Column(
        name=name,
        field=field,
        blank=_is_one_of(column, missing_values(field)),
        required=bool(field.constraints.get("required")),
        certain=proof(field, column),
        reader=field.create_cell_reader(),
    )


def _is_one_of(column: pl.Expr, words: list[str]) -> pl.Expr:
    return column == words[0] if len(words) == 1 else column.is_in(words)
