"""Certified versions as DataStore tables: loaded aside, swapped in and opened to readers in one transaction."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import polars as pl
import sqlalchemy as sa

#: Lines of CKAN's script that only psql, or only the owner of the main database, can run.
_NOT_HERE = ("\\connect", "REVOKE CONNECT ON DATABASE")

Types = list[tuple[str, str]]

#: The row number that CKAN's DataStore keeps in every table.
_ID = "_id"
_COPY_BYTES = 2**20


def permit() -> None:
    """Give the DataStore's roles the rights that the gate requires, and no others."""
    from ckanext.datastore.cli import permissions_sql

    write, read = _url("write"), _url("read")
    main = sa.make_url(tk.config["sqlalchemy.url"])
    stock = permissions_sql(main.database, write.database, write.username, write.username, read.username)
    names = {"write": _quote(write.username), "read": _quote(read.username)}
    ours = resources.files(__package__).joinpath("datastore.sql").read_text(encoding="utf-8").format(**names)
    with engine().begin() as connection:
        _run(connection, "\n".join(line for line in stock.splitlines() if not line.startswith(_NOT_HERE)))
        _run(connection, ours)
        for resource_id in connection.scalars(sa.text('SELECT resource_id FROM "_govinnov_served"')).all():
            _open(connection, resource_id)
    with ckan_model.meta.engine.begin() as connection:
        _run(connection, f"REVOKE CONNECT ON DATABASE {_quote(main.database)} FROM PUBLIC, {names['read']}")


class Loading:
    """A version's table while its rows are loaded, aside from what readers see."""

    def __init__(self, connection: sa.Connection, version_id: str, types: Types) -> None:
        self._connection = connection
        self._names = ", ".join(_quote(name) for name in (_ID, *(name for name, _ in types)))
        self._rows = 0
        self.table = _quote(f"_v_{version_id}")
        columns = ", ".join(f"{_quote(name)} {kind}" for name, kind in types)
        _run(connection, f"DROP TABLE IF EXISTS {self.table}; CREATE TABLE {self.table} ({_ID} serial, {columns})")

    def see(self, batch: pl.DataFrame) -> None:
        """Take the next canonical rows."""
        _copy(self._connection, self.table, self._names, batch.with_row_index(_ID, offset=self._rows + 1))
        self._rows += batch.height

    def finish(self) -> None:
        """Number the rows that may come later from here on, and index what is there: faster than row by row."""
        sequence = f"SELECT setval(pg_get_serial_sequence('{self.table}', '{_ID}'), {self._rows + 1}, false)"
        _run(self._connection, f"{sequence}; ALTER TABLE {self.table} ADD PRIMARY KEY ({_ID})")
        _add_full_text(self._connection, self.table)


@contextmanager
def loading(resource_id: str, version_id: str, types: Types) -> Iterator[Loading]:
    """Let the block load a version's canonical rows by COPY, and make them the table that readers get at its end.

    Args:
        resource_id: Name of the table for readers.
        version_id: The version that the rows come from.
        types: Column names and PostgreSQL types, in order.
    """
    with engine().begin() as connection:
        made = Loading(connection, version_id, types)
        yield made
        made.finish()
        _swap(connection, made.table, resource_id, version_id)


def drop(resource_id: str) -> None:
    """Withdraw a resource's table."""
    with engine().begin() as connection:
        _run(connection, f"DROP TABLE IF EXISTS {_quote(resource_id)}")
        connection.execute(sa.text('DELETE FROM "_govinnov_served" WHERE resource_id = :id'), {"id": resource_id})


def served(resource_id: str) -> str | None:
    """The version that readers of the table get."""
    statement = sa.text('SELECT version_id FROM "_govinnov_served" WHERE resource_id = :id')
    with engine().connect() as connection:
        return connection.scalar(statement, {"id": resource_id})


def unchecked(resource_ids: list[str]) -> list[str]:
    """Which of these resources have rows in the DataStore that no certified version brought."""
    statement = sa.text(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(:ids) "
        'AND tablename NOT IN (SELECT resource_id FROM "_govinnov_served")'
    )
    with engine().connect() as connection:
        return list(connection.scalars(statement, {"ids": resource_ids}))


def readable_by_default() -> bool:
    """Whether the read role would get rights on a table in the moment of its creation."""
    statement = sa.text(
        "SELECT EXISTS (SELECT 1 FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) a "
        "JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname = :read)"
    )
    with engine().connect() as connection:
        return bool(connection.scalar(statement, {"read": _url("read").username}))


def open_to_readers(resource_id: str) -> None:
    """Let the read role see a table of a dataset that is not public."""
    with engine().begin() as connection:
        if sa.inspect(connection).has_table(resource_id):
            _open(connection, resource_id)


def engine() -> sa.Engine:
    """CKAN's own engine of the DataStore's write role."""
    from ckanext.datastore.backend.postgres import get_write_engine

    return get_write_engine()


def _swap(connection: sa.Connection, aside: str, resource_id: str, version_id: str) -> None:
    table = _quote(resource_id)
    _run(connection, f"DROP TABLE IF EXISTS {table}; ALTER TABLE {aside} RENAME TO {table}")
    _open(connection, resource_id)
    # CKAN answers totals from a cache that knows the table by its name alone.
    connection.execute(sa.text("SELECT update_cached_table_row_count(:id)"), {"id": resource_id})
    connection.execute(
        sa.text(
            'INSERT INTO "_govinnov_served" (resource_id, version_id) VALUES (:resource, :version) '
            "ON CONFLICT (resource_id) DO UPDATE SET version_id = excluded.version_id, certified_at = now()"
        ),
        {"resource": resource_id, "version": version_id},
    )


def _open(connection: sa.Connection, resource_id: str) -> None:
    _run(connection, f"GRANT SELECT ON {_quote(resource_id)} TO {_quote(_url('read').username)}")


def _copy(connection: sa.Connection, table: str, names: str, batch: pl.DataFrame) -> None:
    text = io.BytesIO()
    batch.write_csv(text, include_header=False, quote_style="non_numeric", null_value="")
    text.seek(0)
    raw = connection.connection.cursor()
    # An empty quoted string is a text of length 0; an unquoted empty field is NULL. Nobody else sees the table yet, so
    # its rows need no later visit to be known as committed (FREEZE).
    raw.copy_expert(f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, NULL '', FREEZE)", text, size=_COPY_BYTES)


def _add_full_text(connection: sa.Connection, table: str) -> None:
    """The column that CKAN's DataStore search reads."""
    _run(connection, f"ALTER TABLE {table} ADD COLUMN _full_text tsvector")


def _run(connection: sa.Connection, script: str) -> None:
    connection.exec_driver_sql(script.replace("%", "%%"))


def _url(kind: str) -> sa.URL:
    return sa.make_url(tk.config[f"ckan.datastore.{kind}_url"])


def _quote(name: str | None) -> str:
    """A PostgreSQL identifier; names of tables and columns can't be parameters."""
    return '"' + (name or "").replace('"', '""') + '"'
