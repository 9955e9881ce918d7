"""Values that moved far since the version before: right or wrong, a person looks before they are public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from govinnov.gate.canonical import NotAcceptedError, frame
from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema, Table

#: Key of a schema field: by how much a value may differ from the version before, in the field's own unit.
MOST = "govinnov:most-change"
#: Key of a schema: the field whose values say to people which rows these are.
NAMED_BY = "govinnov:named-by"
_SHOWN = 20
#: Decimal fractions are no binary ones: 0.55 − 0.50 is a little more than 0.05.
_ROUNDING = 1e-9


def bounded(schema: Schema) -> list[dict[str, Any]]:
    """The fields whose change is bounded; none where rows can't be known again by a primary key."""
    known = [field for field in schema["fields"] if isinstance(field.get(MOST), int | float)]
    return known if schema.get("primaryKey") else []


def changes(new: tuple[Table, Schema], before: tuple[Table, Schema]) -> Iterator[Finding]:
    """One finding for each bounded field in which a row changed by more; rows that are new or gone are none.

    Args:
        new: The table, and the schema that bounds it.
        before: The version that is public, and its own schema.
    """
    try:
        rows, old = frame(*new), frame(*before)
    except NotAcceptedError:
        return  # held for that already
    schema = new[1]
    key, name = _key(schema), schema.get(NAMED_BY) or _key(schema)[0]
    if not {*key, name} <= set(rows.columns) & set(old.columns):
        return
    as_text = pl.col(key).cast(pl.String)  # a key's type may have changed meanwhile
    both = rows.with_columns(as_text).join(
        old.with_columns(as_text), on=key, suffix=" before", how="inner", maintain_order="left"
    )
    for field in bounded(schema):
        if field["name"] in old.columns:
            yield from _of_field(both, field, name)


def _of_field(both: pl.DataFrame, field: dict[str, Any], name: str) -> Iterator[Finding]:
    now, before = (pl.col(one).cast(pl.Float64, strict=False) for one in (field["name"], f"{field['name']} before"))
    moved = both.select(name=pl.col(name), now=now, before=before, by=(now - before).abs())
    far = moved.filter(pl.col("by") > field[MOST] + _ROUNDING).sort("by", descending=True, maintain_order=True)
    places = far.unique("name", keep="first", maintain_order=True)
    if places.height:
        shown = ", ".join(f"{one['name']} {one['before']:g} → {one['now']:g}" for one in places[:_SHOWN].to_dicts())
        more = f" (+{places.height - _SHOWN})" if places.height > _SHOWN else ""
        yield finding(
            "change-too-large", field=field["name"], count=places.height, most=field[MOST], places=shown + more
        )


def _key(schema: Schema) -> list[str]:
    key = schema["primaryKey"]
    return [key] if isinstance(key, str) else list(key)
