"""Free tags by name. Several workers may meet a new word at once; one row is made of it."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan.model.types import make_uuid

_TAG = ckan_model.tag_table


def known(names: set[str]) -> dict[str, str]:
    """Ids by name of those that stand."""
    return _find(ckan_model.Session.connection(), names) if names else {}


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """Ids by name; a tag that is missing is made and committed at once.

    Nothing of the caller's transaction is touched: a tag that is made stands also when the caller rolls back, which
    harms nobody, and no other worker waits for the caller.
    """
    wanted = set(names)
    standing = known(wanted)
    return standing if len(standing) == len(wanted) else standing | _make(wanted - standing.keys())


def _make(names: set[str]) -> dict[str, str]:
    """The database has no key over free tags, for their vocabulary is null: a lock stands for it."""
    with ckan_model.meta.engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("govinnov.tags"))))
        standing = _find(connection, names)
        made = {name: make_uuid() for name in sorted(names - standing.keys())}
        if made:
            connection.execute(sa.insert(_TAG), [{"id": row_id, "name": name} for name, row_id in made.items()])
    return standing | made


def _find(connection: sa.Connection, names: set[str]) -> dict[str, str]:
    """Of several of one name, the first in the table: CKAN's actions take that one too."""
    free = sa.select(_TAG.c.name, _TAG.c.id).where(_TAG.c.name.in_(names), _TAG.c.vocabulary_id.is_(None))
    return {row.name: row.id for row in connection.execute(free.order_by(sa.text("tag.ctid DESC")))}
