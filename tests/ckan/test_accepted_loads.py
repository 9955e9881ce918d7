"""Whatever the gate accepts loads: into PostgreSQL by COPY and into Parquet, with the very same values."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
import pytest
import sqlalchemy as sa
from ckan import model
from handed import GOOD, upload
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from validation_strategies import cells, fields

from ckanext.govinnov.publishing import outbox, projector, renditions, versions
from govinnov import gate
from govinnov.gate import canonical
from govinnov.gate.model import Schema

EXAMPLES = 2_000 if os.environ.get("GOVINNOV_LONG") else 25
Publish = Callable[[bytes, Schema], Any]
LABELS = ("가", "b c", '인용"', "D")


@st.composite
def tables_of_one_schema(draw: st.DrawFn) -> tuple[Schema, list[list[str]]]:
    """A schema, and rows whose cells its own fields mostly accept, the hard ones among them."""
    schema: Schema = {"fields": [draw(fields(label)) for label in LABELS[: draw(st.integers(1, 4))]]}
    for field in schema["fields"]:
        field.pop("constraints", None)  # they only refuse: what passes is no other value
    row = st.tuples(*(cells(field) for field in schema["fields"])).map(list)
    return schema, draw(st.lists(row, min_size=1, max_size=6))


@pytest.fixture
def publish(act: Callable[..., Any], dataset: Any) -> Publish:
    """Hand a file in under a schema, let the worker pass, and say which version is current."""
    kept = act("resource_create", package_id=dataset["id"], name="자료", upload=upload(GOOD))

    def publishing(data: bytes, schema: Schema) -> Any:
        act("resource_update", id=kept["id"], name="자료", schema=schema, upload=upload(data))
        model.Session.commit()
        while row := outbox.claim(30):
            projector.WORK[row.kind](row.key)
            outbox.done([row.id])
        return versions.current(kept["id"])

    return publishing


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=tables_of_one_schema())
def test_what_the_gate_accepts_is_in_every_rendition_as_it_was_read(
    tmp_path: Path, publish: Publish, made: tuple[Schema, list[list[str]]]
) -> None:
    schema, rows = made
    data = _bytes(schema, rows)
    verdict = _checked(tmp_path, data, schema)
    event(type(verdict).__name__)
    if not isinstance(verdict, gate.Accepted):
        with pytest.raises(tk.ValidationError):
            publish(data, schema)
        return
    expected = canonical.frame(verdict.tables[0], schema)
    row = publish(data, schema)
    parquet = renditions.find(row, "parquet")
    assert parquet is not None
    assert pl.read_parquet(parquet.path).equals(expected)
    assert _loaded(row.resource_id, expected.columns) == [tuple(map(_plain, line)) for line in expected.iter_rows()]


def test_lenient_forms_that_postgresql_would_not_take_load_as_their_one_value(publish: Publish) -> None:
    kinds = {"n": "integer", "d": "date", "t": "string"}
    schema = {"fields": [{"name": name, "type": kind} for name, kind in kinds.items()]}
    rows = [
        ["1_000", "2018-3-1", ""],
        ["１２", "2018-03-02", "NULL"],
        [" 7", "", "\\N"],
        ["", "2018-03-03", 'a"b\nc\\'],
    ]
    row = publish(_bytes(schema, rows), schema)
    assert _loaded(row.resource_id, ["n", "d", "t"]) == [
        (1000, dt.date(2018, 3, 1), None), (12, dt.date(2018, 3, 2), "NULL"), (7, None, "\\N"),
        (None, dt.date(2018, 3, 3), 'a"b\nc\\'),
    ]  # fmt: skip


def _bytes(schema: Schema, rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[field["name"] for field in schema["fields"]], *rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _checked(folder: Path, data: bytes, schema: Schema) -> gate.Verdict:
    """What the gate says of the bytes, without the site."""
    workdir = folder / model.types.make_uuid()
    workdir.mkdir()
    path = workdir / "table.csv"
    path.write_bytes(data)
    return gate.check(path, schema=schema, workdir=workdir)


def _loaded(resource_id: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """The rows that readers get, with the read role's own rights."""
    named = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in columns).replace("%", "%%")
    engine = sa.create_engine(sa.make_url(tk.config["ckan.datastore.read_url"]), poolclass=sa.NullPool)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f'SELECT {named} FROM "{resource_id}" ORDER BY _id')
        return [tuple(map(_plain, row)) for row in rows]


def _plain(value: Any) -> Any:
    """Numbers compare as the numbers they are."""
    return float(value) if isinstance(value, Decimal | float) else value
