"""Tables of a run as the catalog has them: datasets called after their table, each with its file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from handed import upload

from govinnov.registry import load_schema

Act = Callable[..., Any]
Row = Mapping[str, object]


def csv_of(table: str, rows: Iterable[Row]) -> bytes:
    """The file of a table: the columns of its schema, empty where a row says nothing."""
    names = [field["name"] for field in load_schema(f"dispatch-{table}")["fields"]]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def publish(act: Act, agency: dict[str, Any], name: str, data: bytes, filename: str) -> dict[str, Any]:
    """A public dataset of this name with one file; its resource."""
    dataset = act("package_create", name=name, title=f"출동 분석 {name}", owner_org=agency["id"])
    return act("resource_create", package_id=dataset["id"], name=filename, upload=upload(data, filename))


def publish_tables(act: Act, agency: dict[str, Any], tables: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Resource by table."""
    return {name: publish(act, agency, f"dispatch-{name}", data, f"{name}.csv") for name, data in tables.items()}


def clear() -> None:
    """Take all datasets of a run away."""
    names = model.Session.scalars(model.Session.query(model.Package.name).statement.where(
        model.Package.name.like("dispatch-%")
    )).all()  # fmt: skip
    for name in names:
        tk.get_action("dataset_purge")({"ignore_auth": True, "user": ""}, {"id": name})
