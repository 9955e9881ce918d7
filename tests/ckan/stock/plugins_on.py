"""Runs CKAN's own tests with our plugins on: they unload all plugins, and most never load one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model, plugins
from ckan.cli.db import _run_migrations
from ckan.plugins import core
from ckan.tests import helpers
from ckanext.datastore.tests import helpers as datastore_helpers

from ckanext import datastore


def pytest_collection() -> None:
    """Some modules ask the database, or the DataStore's settings, while they are imported."""
    from ckan.common import config

    functions = Path(datastore.__file__).with_name("allowed_functions.txt")
    config.setdefault("ckan.datastore.sqlsearch.allowed_functions_file", str(functions))
    helpers.reset_db()
    helpers.reset_db = _with_our_tables(helpers.reset_db)
    datastore_helpers.rebuild_all_dbs = _permitted_again(datastore_helpers.rebuild_all_dbs)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Load our plugins before any other fixture, whatever the test itself asks for."""
    item.fixturenames.insert(0, "ours")  # type: ignore[attr-defined]


@pytest.fixture
def ours(request: pytest.FixtureRequest, ckan_config: dict[str, Any], pytestconfig: pytest.Config) -> None:
    """Put our plugins in front of those that a test names; a test that names none finds ours loaded, and no other."""
    configured = _listed(pytestconfig.stash[_CONFIGURED])
    named = _listed(ckan_config["ckan.plugins"])
    wanted = list(dict.fromkeys([*configured, *named]))
    ckan_config["ckan.plugins"] = " ".join(wanted)
    if "with_plugins" in request.fixturenames or set(core._PLUGINS) != set(wanted):
        plugins.load_all()


_CONFIGURED = pytest.StashKey[Any]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember the plugins of the settings file before tests change them; begin with a site as ``up`` makes it."""
    from ckan.common import config

    from ckanext.govinnov import bootstrap

    helpers.reset_db()
    list(bootstrap.steps())
    session.config.stash[_CONFIGURED] = config["ckan.plugins"]


def _listed(plugins: Any) -> list[str]:
    return plugins.split() if isinstance(plugins, str) else list(plugins)


def _permitted_again(rebuild: Callable[[Any], None]) -> Callable[[Any], None]:
    """CKAN's tests empty the DataStore down to its last table: ours is there again afterwards."""

    def rebuild_and_permit(session: Any) -> None:
        from ckanext.govinnov.publishing import tables

        rebuild(session)
        tables.permit()

    return rebuild_and_permit


def _with_our_tables(reset: Callable[[], None]) -> Callable[[], None]:
    def reset_and_migrate() -> None:
        reset()
        if not sa.inspect(model.meta.engine).has_table("govinnov_version"):
            _run_migrations("govinnov")

    return reset_and_migrate
