"""CKAN's own way as witness: what its actions made of a dataset, beside what would have been written without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing.plain import rows, shown, stamps
from ckanext.govinnov.publishing.plain.rows import Row
from ckanext.govinnov.publishing.plain.setting import Setting

#: Columns that chance and the clock fill in, and nothing else refers to.
_CHANCE = {rows.PACKAGE_TAG: {"id"}, rows.MEMBER: {"id"}, rows.ACTIVITY: {"id", "timestamp"}}


def differences(package: Mapping[str, Any], setting: Setting) -> list[str]:
    """Where CKAN's rows and dataset differ from ours; empty when they are the same.

    Args:
        package: The dataset as it was handed to ``package_create``; its rows stand in this transaction.
        setting: What it refers to.
    """
    stored = {table: _stored(table, column, package["id"]) for table, column in rows.TABLES.items()}
    stamped = stamps.of_rows(stored[rows.PACKAGE][0], stored[rows.RESOURCE])
    pair = shown.pair(package, setting, stamped)
    context: Any = {"model": ckan_model, "session": ckan_model.Session, "user": setting.user.name, "ignore_auth": True}
    read = logic.package_show_default_and_custom_schemas(context, package["id"])
    made = list(rows.of(package, pair, setting, stamped))
    forms = {"read": (read[0], pair[0]), "shown": (read[1], pair[1])}
    return [
        *(f"as {name}: {key}" for name, (theirs, our) in forms.items() for key in _unlike(theirs, our)),
        *(f"{table.name}.{key}" for table in rows.TABLES for key in _unlike_rows(table, stored[table], made)),
        *(f"a row of {name}" for name in _further(package["id"])),
    ]


def _stored(table: sa.Table, column: str, package_id: str) -> Sequence[sa.Row[Any]]:
    order = [table.c[name] for name in ("position", "tag_id") if name in table.c]
    statement = sa.select(table).where(table.c[column] == package_id).order_by(*order)
    return ckan_model.Session.connection().execute(statement).all()


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """Keys whose values differ; extras are stored without an order."""
    for key in sorted({*one, *other}):
        if _ordered(key, one.get(key)) != _ordered(key, other.get(key)) or (key in one) != (key in other):
            yield key


def _ordered(key: str, value: Any) -> Any:
    return sorted(value, key=lambda extra: str(extra["key"])) if key == "extras" and isinstance(value, list) else value


def _unlike_rows(table: sa.Table, stored: Sequence[sa.Row[Any]], made: Sequence[tuple[sa.Table, Row]]) -> Iterator[str]:
    """Columns whose values differ, over all rows of a table; ``count`` when there are more or fewer."""
    ours = sorted((row for place, row in made if place is table), key=_place)
    if len(ours) != len(stored):
        yield "count"
        return
    for theirs, row in zip(stored, ours, strict=True):
        for name in set(table.c.keys()) - _CHANCE.get(table, set()):
            if _plain(name, theirs._mapping[name]) != _plain(name, row.get(name)):
                yield name


def _place(row: Row) -> Any:
    return row.get("position", row.get("tag_id", ""))


def _plain(name: str, value: Any) -> Any:
    """Values in one form: an activity quotes its dataset, and an array may come back as its text."""
    if name == "data" and value:
        return {**value, "package": {key: _ordered(key, one) for key, one in value["package"].items()}}
    if name == "permission_labels" and isinstance(value, str):
        return value.strip("{}").split(",")
    return value or None if name in ("extras", "plugin_data") else value


def _further(package_id: str) -> Iterator[str]:
    """Tables in which CKAN wrote a row of a kind that we never write."""
    view, resource = ckan_model.resource_view_table, rows.RESOURCE
    views = sa.select(view.c.id).join(resource, resource.c.id == view.c.resource_id)
    if ckan_model.Session.connection().execute(views.where(resource.c.package_id == package_id)).first():
        yield "resource_view"
