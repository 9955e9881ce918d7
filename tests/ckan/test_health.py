"""What the gate depends on is asked while serving; when one thing is amiss, nothing that could show data is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.govinnov import bootstrap
from ckanext.govinnov.publishing import health, tables, views


@pytest.fixture(autouse=True)
def _ask_every_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask anew at every request, and leave the site as it should be."""
    monkeypatch.setitem(tk.config, "ckanext.govinnov.health_seconds", 0)
    model.Session.remove()
    yield
    model.Session.remove()
    list(bootstrap.steps())
    views.pulse.failed()


def _failed() -> list[str]:
    return [check.name for check in health.checks() if not check.ok]


def test_a_site_as_up_made_it_is_healthy() -> None:
    assert _failed() == []


@pytest.mark.parametrize("table", ["package", "resource"])
def test_without_a_trigger_nothing_is_served_and_set_up_mends_it(app: Any, table: str) -> None:
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER govinnov_guard ON {table}")
    assert _failed() == ["triggers"]
    for path in ("/", "/dataset/", "/api/3/action/package_search", "/feeds/dataset.atom", "/catalog.ttl"):
        assert app.get(path).status_code == 503
    list(bootstrap.steps())
    assert app.get("/api/3/action/package_search").status_code == 200


def test_a_disabled_trigger_is_no_trigger() -> None:
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE package DISABLE TRIGGER govinnov_guard")
    assert _failed() == ["triggers"]
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE package ENABLE TRIGGER govinnov_guard")


def test_a_storage_open_to_others_is_refused() -> None:
    root = Path(tk.config["ckanext.govinnov.storage_path"])
    root.chmod(0o755)
    assert _failed() == ["storage"]


def test_a_read_role_with_rights_by_default_is_refused() -> None:
    read = sa.make_url(tk.config["ckan.datastore.read_url"]).username
    with tables.engine().begin() as connection:
        connection.exec_driver_sql(f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "{read}"')
    assert _failed() == ["datastore_roles"]


def test_the_health_page_stays_up_and_names_what_is_amiss(app: Any) -> None:
    root = Path(tk.config["ckanext.govinnov.storage_path"])
    root.chmod(0o755)
    answer = app.get("/govinnov/health")
    assert answer.status_code == 503
    assert answer.json["checks"]["storage"] is False
