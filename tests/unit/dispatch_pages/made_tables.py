"""Published tables as a page has them, without a catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from ckanext.govinnov.dispatch_pages.published import Table, Tables, _types
from ckanext.govinnov.dispatch_pages.served import Served

Rows = Sequence[Mapping[str, Any]]


def tables(**made: Rows) -> Tables:
    """Tables by name, ``_`` for ``-``; columns that a row does not name are empty."""
    return Tables({name.replace("_", "-"): _table(name.replace("_", "-"), rows) for name, rows in made.items()}, ())


def _table(name: str, rows: Rows) -> Table:
    dataset = f"dispatch-{name}"
    served = Served(dataset, "resource", f"{name}.csv", 1, "0" * 64, 1, datetime(2026, 1, 1, tzinfo=UTC))
    schema = _types(dataset)
    return Table(served, pl.DataFrame([{key: row.get(key) for key in schema} for row in rows], schema))
