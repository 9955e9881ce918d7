"""Brings databases, storage and admin to what the gate requires, in one process; a second run changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.cli.db as ckan_db
import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov.publishing import guard
from govinnov.trace import store
from govinnov.trace.store import privately
from govinnov.trace.store.rehearsing import rehearsing


def steps() -> Iterator[str]:
    """Do one step after the other; yields each one's name when it is done."""
    for name, step in (
        ("migrations", _migrate),
        ("triggers", _install_guard),
        ("trace", _make_trace),
        ("storage", _make_storage),
        ("datastore", _permit_datastore),
        ("admin", make_admin),
    ):
        step()
        yield name


def _migrate() -> None:
    ckan_db._run_migrations("", "head")
    ckan_db._migrate_plugins(apply=True)


def _install_guard() -> None:
    """Triggers again even when the migration is known: a restore may have lost them."""
    with ckan_model.meta.engine.begin() as connection:
        if guard.missing(connection):
            guard.install(connection)


def _make_trace() -> None:
    """The trace's tables, and what its reader may read; made again what a restore lost."""
    with ckan_model.meta.engine.begin() as connection:
        store.make(connection)
        privately.keep_secret(connection)
    with rehearsing(ckan_model.meta.engine).begin() as connection:
        store.make(connection)


def _make_storage() -> None:
    root = Path(tk.config["ckanext.govinnov.storage_path"])
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)


def _permit_datastore() -> None:
    if not tk.config.get("ckan.datastore.write_url"):
        return
    from ckanext.govinnov.publishing import tables

    tables.permit()


def make_admin() -> None:
    """Create the admin that ``GOVINNOV_ADMIN_NAME`` and ``GOVINNOV_ADMIN_PASSWORD`` describe; a known one stays."""
    name, password = os.environ.get("GOVINNOV_ADMIN_NAME"), os.environ.get("GOVINNOV_ADMIN_PASSWORD")
    if not name or not password or ckan_model.User.get(name):
        return
    context: Any = {"ignore_auth": True, "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]}
    email = f"{name}@localhost.localdomain"
    tk.get_action("user_create")(context, {"name": name, "password": password, "email": email})
    ckan_model.Session.query(ckan_model.User).filter_by(name=name).update({"sysadmin": True})
    ckan_model.repo.commit()


def make_token(name: str) -> str:
    """A new API token of a user; the text is shown once and never stored."""
    context: Any = {"ignore_auth": True, "user": name}
    label = f"govinnov {ckan_model.Session.execute(sa.text('select now()')).scalar_one():%Y-%m-%d %H:%M:%S}"
    return str(tk.get_action("api_token_create")(context, {"user": name, "name": label})["token"])
