"""What is made from a certified version, by the worker, and who may read it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
import sqlalchemy as sa
from ckan.plugins import toolkit as tk
from handed import GOOD, upload

from ckanext.govinnov.publishing import outbox, projector, tables

Act = Callable[..., Any]
FORMULAS = "이름,식\n중앙,=1+1\n수변,+82-2-1234\n남산,\n".encode()


@pytest.fixture
def published(act: Act, dataset: Any) -> dict[str, Any]:
    """A certified file, before the worker came by; nothing else waits for it."""
    _work()
    return act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))


def _work() -> None:
    while outbox.waiting():
        assert projector.step()


def _get(app: Any, resource: Any, kind: str) -> Any:
    return app.get(f"/dataset/{resource['package_id']}/resource/{resource['id']}/rendition/{kind}")


def test_before_the_worker_there_is_no_table_and_no_rendition(published: Any, anonymous: Act, app: Any) -> None:
    assert anonymous("datastore_search", resource_id=published["id"])[0] == 404
    assert _get(app, published, "csv").status_code == 404


def test_the_table_holds_typed_rows_that_anybody_reads(published: Any, anonymous: Act) -> None:
    _work()
    status, body = anonymous("datastore_search", resource_id=published["id"])
    assert status == 200
    assert [(row["이름"], row["연도"]) for row in body["result"]["records"]] == [("중앙공원", 2018), ("수변공원", 2019)]
    assert {field["id"]: field["type"] for field in body["result"]["fields"]}["연도"] in {"int8", "int4"}


def test_parquet_and_csv_say_the_same(published: Any, app: Any) -> None:
    _work()
    csv = _get(app, published, "csv").data
    assert csv.startswith(b"\xef\xbb\xbf")
    parquet = pl.read_parquet(io.BytesIO(_get(app, published, "parquet").data))
    assert parquet.equals(pl.read_csv(io.BytesIO(csv)))


def test_formulas_are_neutralised_in_the_download_and_kept_in_the_original(act: Act, dataset: Any, app: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="식", upload=upload(FORMULAS))
    _work()
    assert b"'=1+1" in _get(app, resource, "csv").data
    place = f"/dataset/{dataset['id']}/resource/{resource['id']}/download/x.csv"
    assert app.get(place).data == FORMULAS


def test_a_new_version_replaces_the_table_and_readers_never_see_less(act: Act, published: Any, anonymous: Act) -> None:
    _work()
    act("resource_update", id=published["id"], name="측정", upload=upload(GOOD + "남산,2020\n".encode()))
    assert anonymous("datastore_search", resource_id=published["id"])[1]["result"]["total"] == 2
    _work()
    assert anonymous("datastore_search", resource_id=published["id"])[1]["result"]["total"] == 3


def test_the_read_role_has_no_rights_on_a_table_that_is_only_being_loaded(published: Any) -> None:
    with tables.engine().begin() as connection:
        connection.exec_driver_sql('CREATE TABLE IF NOT EXISTS "_v_being_loaded" (a int)')
    reader = sa.create_engine(tk.config["ckan.datastore.read_url"])
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), reader.connect() as connection:
        connection.exec_driver_sql('SELECT * FROM "_v_being_loaded"')


def test_work_that_fails_is_tried_again_and_keeps_its_reason(published: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(key: str) -> None:
        raise OSError("disk full")

    monkeypatch.setitem(projector.WORK, outbox.RENDER, broken)
    monkeypatch.setitem(tk.config, "ckanext.govinnov.retry_seconds", 0)
    assert projector.step()
    assert outbox.waiting() == 1
    monkeypatch.undo()
    _work()
