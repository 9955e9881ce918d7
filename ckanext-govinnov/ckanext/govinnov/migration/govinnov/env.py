"""Runs our migrations on CKAN's database; the version lies in a table of our own."""

from __future__ import annotations

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool


def run_migrations() -> None:
    """Upgrade in one transaction: a failed migration leaves nothing behind."""
    section = context.config.get_section(context.config.config_ini_section) or {}
    engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, version_table="govinnov_alembic_version")
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
