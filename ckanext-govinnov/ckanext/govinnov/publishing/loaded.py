"""Many datasets as CKAN reads them for the index, with their rows fetched in a few questions instead of six each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.known import GROUPS, NAME_TAKEN
from ckanext.govinnov.publishing.memory import Answers, Memory

Values = tuple[Any, ...]


class Loaded:
    """The rows of some datasets, as ``package_dictize`` asks for them one dataset at a time."""

    def __init__(self, package_ids: Sequence[str]) -> None:
        package = ckan_model.Package
        found = ckan_model.Session.scalars(sa.select(package).where(package.id.in_(package_ids)))
        # Held here, or the session forgets them and asks again.
        self.packages = {row.id: row for row in found}

    def answers(self) -> Answers:
        """What can be answered, by question (see ``memory``)."""
        ids = list(self.packages)
        return {
            "FROM resource WHERE resource.package_id = ?":
                _by_owner(_RESOURCES, ckan_model.resource_table.c.package_id, ids),
            "FROM tag JOIN package_tag ON tag.id = package_tag.tag_id WHERE package_tag.package_id = ?":
                _by_owner(_TAGS, ckan_model.package_tag_table.c.package_id, ids),
            GROUPS: _by_owner(_GROUPS, ckan_model.member_table.c.table_id, ids),
            "FROM package_relationship WHERE package_relationship.subject_package_id = ?":
                _by_owner(_RELATIONS, _RELATIONSHIP.c.subject_package_id, ids),
            "FROM package_relationship WHERE package_relationship.object_package_id = ?":
                _by_owner(_RELATIONS, _RELATIONSHIP.c.object_package_id, ids),
            NAME_TAKEN: self._name_taken,
        }  # fmt: skip

    def _name_taken(self, values: Values) -> list[tuple[bool]] | None:
        """Names are unique: that of a dataset here is nobody else's."""
        package = self.packages.get(values[2])
        return [(False,)] if package is not None and package.name == values[0] else None


def pairs(package_ids: Sequence[str]) -> Iterator[DatasetPair]:
    """Datasets as they are read and as they are validated, made by CKAN's own code; what is gone is left out."""
    loaded = Loaded(package_ids)
    context: Any = {"ignore_auth": True, "user": "", "model": ckan_model, "session": ckan_model.Session}
    with Memory(loaded.answers()).listening(ckan_model.Session()):
        for package_id in loaded.packages:
            yield logic.package_show_default_and_custom_schemas(context, package_id)


_RELATIONSHIP = ckan_model.package_relationship_table
_RESOURCES = sa.select(ckan_model.resource_table)
_TAGS = sa.select(ckan_model.tag_table, ckan_model.package_tag_table.c.state).join(
    ckan_model.package_tag_table, ckan_model.tag_table.c.id == ckan_model.package_tag_table.c.tag_id
)
_GROUPS = (
    sa.select(ckan_model.group_table, ckan_model.member_table.c.capacity)
    .join(ckan_model.member_table, ckan_model.group_table.c.id == ckan_model.member_table.c.group_id)
    .where(ckan_model.member_table.c.state == "active", ckan_model.group_table.c.is_organization == sa.false())
)
_RELATIONS = sa.select(_RELATIONSHIP)


def _by_owner(rows: sa.Select[Any], owner: sa.Column[str], ids: Sequence[str]) -> Any:
    """Fetch the rows of all these datasets at once; gives the function that answers for one of them."""
    kept: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for *row, package_id in ckan_model.Session.execute(rows.add_columns(owner.label("_owner")).where(owner.in_(ids))):
        kept[package_id].append(tuple(row))
    known = frozenset(ids)
    return lambda values: kept[values[0]] if values[0] in known else None
