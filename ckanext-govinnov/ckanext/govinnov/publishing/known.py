"""What a batch of new datasets knows without asking the database, and which questions of CKAN that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ckan.model as ckan_model

from ckanext.govinnov.publishing.memory import Answers, table_of
from ckanext.govinnov.publishing.stored import UnlikeError, values_of

#: CKAN's question whether another dataset has a name.
NAME_TAKEN = (
    "SELECT EXISTS (SELECT 1 FROM package WHERE package.name = ? AND package.state != ? AND package.id != ?) AS anon_1"
)

#: CKAN's question for the groups of a dataset.
GROUPS = (
    'FROM "group" JOIN member ON "group".id = member.group_id '
    'WHERE member.table_id = ? AND member.state = ? AND "group".is_organization = false'
)

Values = tuple[Any, ...]
#: Tuples of an answer, in the form that SQLAlchemy's frozen results take.
Rows = Sequence[Any]


@dataclass(slots=True)
class Known:
    """What is true of the datasets of a batch inside its own transaction.

    Args:
        absent: Ids and names of its datasets that are not in the database.
        waits: Whether a row was not written yet (see ``pending``).
    """

    absent: set[str]
    waits: Callable[[Any], bool] = lambda row: False
    _ids: dict[str, str] = field(default_factory=dict)
    _packages: dict[str, Any] = field(default_factory=dict)
    _resources: dict[str, Any] = field(default_factory=dict)
    _touched: set[tuple[str, Any]] = field(default_factory=set)
    _grouped: set[str] = field(default_factory=set)

    def added(self, row: Any) -> None:
        """Learn of a row that was written for the first time."""
        if isinstance(row, ckan_model.Package):
            if row.id in self.absent:
                self._packages[row.id] = row
            self.absent -= {row.id, row.name}
            self._ids[row.name] = row.id
        elif isinstance(row, ckan_model.Resource):
            self._resources[row.id] = row
        else:
            if isinstance(row, ckan_model.Member) and row.capacity != "organization":
                self._grouped.add(row.table_id)
            self._touched.add((table_of(row), row.table_id if isinstance(row, ckan_model.Member) else None))

    def is_new(self, package: Mapping[str, Any]) -> bool:
        """Whether nobody has a dataset's id and name so far."""
        return package["id"] in self.absent and package["name"] in self.absent

    def is_absent(self, entity: type, ident: Any) -> bool:
        """Whether there is no dataset with this id."""
        return entity is ckan_model.Package and ident in self.absent

    def package_by_id(self, values: Values) -> Rows | None:
        """A dataset by its id."""
        if values[0] in self.absent:
            return []
        package = self._packages.get(values[0])
        return None if package is None else [(package,)]

    def package_by_name(self, values: Values) -> Rows | None:
        """A dataset by its name."""
        return [] if values[0] in self.absent else None

    def name_taken(self, values: Values) -> Rows | None:
        """Whether another dataset has this name: values are name, state and the asker's id."""
        free = values[0] in self.absent or self._ids.get(values[0]) == values[2]
        return [(False,)] if free else None

    def rows_of_absent(self, values: Values) -> Rows | None:
        """Rows of a dataset that was not written yet."""
        return [] if values[0] in self.absent else None

    def members(self, values: Values) -> Rows | None:
        """Memberships of a dataset that was just written, and has none."""
        return [] if values[0] in self._packages and ("member", values[0]) not in self._touched else None

    def relationships(self, values: Values) -> Rows | None:
        """Relationships of a dataset that was just written, while no relationship was."""
        return [] if values[0] in self._packages and ("package_relationship", None) not in self._touched else None

    def resources(self, values: Values) -> Rows | None:
        """Resources of a dataset that was not written yet."""
        package = self._waiting(values[0])
        return None if package is None else _values_of(package.resources_all)

    def resource_by_id(self, values: Values) -> Rows | None:
        """A resource that was not written yet."""
        resource = self._resources.get(values[0])
        return [(resource,)] if resource is not None and self.waits(resource) else None

    def tags(self, values: Values) -> Rows | None:
        """Tags of a dataset that was not written yet, each with the state of its tagging."""
        package = self._waiting(values[0])
        if package is None:
            return None
        tags = _values_of([tagging.tag for tagging in package.package_tags])
        return tags and [(*tag, tagging.state) for tag, tagging in zip(tags, package.package_tags, strict=True)]

    def groups(self, values: Values) -> Rows | None:
        """Groups of a dataset that was not written yet, while it is a member of its agency alone."""
        return [] if self._waiting(values[0]) is not None and values[0] not in self._grouped else None

    def _waiting(self, package_id: str) -> Any:
        package = self._packages.get(package_id)
        return package if package is not None and self.waits(package) else None

    def views(self, values: Values) -> Rows | None:
        """Views of a resource that was just written, while no view was."""
        return [] if values[0] in self._resources and ("resource_view", None) not in self._touched else None

    def answers(self) -> Answers:
        """What can be answered, by question (see ``memory``)."""
        return {
            "FROM package WHERE package.id = ?": self.package_by_id,
            "FROM package WHERE package.name = ? LIMIT ?": self.package_by_name,
            NAME_TAKEN: self.name_taken,
            "FROM resource WHERE resource.package_id = ? AND resource.state != ? ORDER BY resource.position":
                self.rows_of_absent,
            "FROM resource WHERE resource.package_id = ? AND resource.state = ?": self.rows_of_absent,
            "FROM resource WHERE resource.id = ?": self.resource_by_id,
            "FROM resource WHERE resource.package_id = ?": self.resources,
            "FROM tag JOIN package_tag ON tag.id = package_tag.tag_id WHERE package_tag.package_id = ?": self.tags,
            GROUPS: self.groups,
            "FROM member WHERE member.table_id = ? AND member.capacity = ?": self.members,
            "FROM package_relationship WHERE package_relationship.subject_package_id = ?": self.relationships,
            "FROM package_relationship WHERE package_relationship.object_package_id = ?": self.relationships,
            'FROM resource_view WHERE resource_view.resource_id = ? ORDER BY resource_view."order"': self.views,
        }  # fmt: skip


def _values_of(rows: Sequence[Any]) -> Rows | None:
    """Rows as the database would give them, or None when it has to be asked."""
    try:
        return [values_of(row) for row in rows]
    except UnlikeError:
        return None
