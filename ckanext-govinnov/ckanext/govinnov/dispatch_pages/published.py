"""The published tables of the dispatch analysis: all that its pages know.

A page asks once for the tables that it needs. Whether they are public and unrevoked is asked of the database each time;
what the bytes say is remembered by their sha256, so that a table is read once in each process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import polars as pl

from ckanext.govinnov.dispatch_pages.served import PREFIX, Served, served
from ckanext.govinnov.storage import storage
from govinnov.registry import load_schema, schema_names

#: A row of a table: numbers as numbers, None where a cell is empty.
Row = dict[str, Any]
#: So many tables are remembered: two runs of all.
_KEPT = 32
_TYPES: dict[str, type[pl.DataType]] = {"integer": pl.Int64, "number": pl.Float64}


@dataclass(frozen=True, slots=True)
class Table:
    """A published table and the file that it was read from."""

    served: Served
    frame: pl.DataFrame

    def rows(self, **equal: Any) -> list[Row]:
        """The rows whose columns have these values, in the file's order."""
        return (self.frame.filter(**equal) if equal else self.frame).to_dicts()

    @property
    def runs(self) -> list[str]:
        """The run that it is of; none where it has no row."""
        return self.frame["run_id"].head(1).to_list()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that a page asked for, as far as they are published, and other served files beside them."""

    found: Mapping[str, Table]
    missing: tuple[str, ...]
    files: tuple[Served, ...] = ()

    def rows(self, table: str, **equal: Any) -> list[Row]:
        """Rows of a table; none where it is not published."""
        return self.found[table].rows(**equal) if table in self.found else []

    def first(self, table: str, **equal: Any) -> Row | None:
        """The first of them."""
        return next(iter(self.rows(table, **equal)), None)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.found.values())

    @property
    def is_mixed(self) -> bool:
        """Whether they are of more than one run: a new one is being published, table by table."""
        return len({run for table in self for run in table.runs}) > 1


def tables(*names: str, beside: tuple[str, ...] = ()) -> Tables:
    """Published tables by name (``facts`` is the dataset ``dispatch-facts``).

    Args:
        names: What the page shows.
        beside: Other datasets whose served files it wants: ``dispatch-government-42110``.
    """
    files = served((*(PREFIX + name for name in names), *beside))
    read = ((one.dataset.removeprefix(PREFIX), _table(one)) for one in files if one.dataset not in beside)
    found: dict[str, Table] = {}
    for name, table in read:
        if table is not None:
            found.setdefault(name, table)
    missing = tuple(name for name in names if name not in found)
    return Tables(found, missing, tuple(one for one in files if one.dataset in beside))


def of_version(sha256: str, schema: str) -> list[Row] | None:
    """Rows of any version, served or not: for stewards. None where its bytes are gone, or are not this table."""
    try:
        return _frame(sha256, schema).to_dicts()
    except (OSError, KeyError, pl.exceptions.PolarsError):
        return None


def _table(one: Served) -> Table | None:
    """None for a file that is gone since, or that is not this table."""
    try:
        return Table(one, _frame(one.sha256, one.dataset))
    except (OSError, KeyError, pl.exceptions.PolarsError):
        return None


@lru_cache(maxsize=_KEPT)
def _frame(sha256: str, schema: str) -> pl.DataFrame:
    """All columns of the table's schema; one that a former run did not write is empty.

    Raises:
        KeyError: No table is called so, or the file is another one.
    """
    types = _types(schema)
    path = storage().path(sha256)
    header = pl.read_csv(path, n_rows=0, infer_schema=False).columns
    if not _keys(schema) <= set(header):
        raise KeyError(schema)
    known = {name: kind for name, kind in types.items() if name in header}
    frame = pl.read_csv(path, columns=list(known), schema_overrides=known, infer_schema=False)
    return frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in types.items() if name not in known)


@cache
def _types(schema: str) -> dict[str, type[pl.DataType]]:
    """Column → type."""
    if schema not in schema_names():
        raise KeyError(schema)
    return {field["name"]: _TYPES.get(field["type"], pl.String) for field in load_schema(schema)["fields"]}


@cache
def _keys(schema: str) -> frozenset[str]:
    """Columns without which it is not this table: its key, or where it has none what each row has to say."""
    descriptor = load_schema(schema)
    required = [field["name"] for field in descriptor["fields"] if field.get("constraints", {}).get("required")]
    return frozenset(descriptor.get("primaryKey") or required)
