"""Free tags by name. Several workers may meet a new word at once; one row is made of it."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan.model.types import make_uuid

_TAG = ckan_model.tag_table


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """Ids by name; a tag that is missing is made and committed at once.

    Nothing of the caller's transaction is touched: a tag that is made stands also when the caller rolls back, which
    harms nobody, and no other worker waits for the caller.
    """
    wanted = set(names)
    known = _find(ckan_model.Session.connection(), wanted)
    return known if len(known) == len(wanted) else known | _make(wanted - known.keys())


def _make(names: set[str]) -> dict[str, str]:
    """The database has no key over free tags, for their vocabulary is null: a lock stands for it."""
    with ckan_model.meta.engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("govinnov.tags"))))
        known = _find(connection, names)
        made = {name: make_uuid() for name in sorted(names - known.keys())}
        if made:
            connection.execute(sa.insert(_TAG), [{"id": row_id, "name": name} for name, row_id in made.items()])
    return known | made


def _find(connection: sa.Connection, names: set[str]) -> dict[str, str]:
    """Of several of one name, the first in the table: CKAN's actions take that one too."""
    free = sa.select(_TAG.c.name, _TAG.c.id).where(_TAG.c.name.in_(names), _TAG.c.vocabulary_id.is_(None))
    return {row.name: row.id for row in connection.execute(free.order_by(sa.text("tag.ctid DESC")))}
