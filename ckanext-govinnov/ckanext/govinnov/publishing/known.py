"""What a batch of new datasets knows without asking the database, and which questions of CKAN that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import ckan.model as ckan_model

from ckanext.govinnov.publishing.memory import Answers, table_of

#: CKAN's question whether another dataset has a name.
NAME_TAKEN = (
    "SELECT EXISTS (SELECT 1 FROM package WHERE package.name = ? AND package.state != ? AND package.id != ?) AS anon_1"
)

Values = tuple[Any, ...]
#: Tuples of an answer, in the form that SQLAlchemy's frozen results take.
Rows = Sequence[Any]


@dataclass(slots=True)
class Known:
    """What is true of the datasets of a batch inside its own transaction.

    Args:
        absent: Ids and names of its datasets that are not in the database.
    """

    absent: set[str]
    _ids: dict[str, str] = field(default_factory=dict)
    _packages: dict[str, Any] = field(default_factory=dict)
    _resources: set[str] = field(default_factory=set)
    _touched: set[tuple[str, Any]] = field(default_factory=set)

    def added(self, row: Any) -> None:
        """Learn of a row that was written for the first time."""
        if isinstance(row, ckan_model.Package):
            if row.id in self.absent:
                self._packages[row.id] = row
            self.absent -= {row.id, row.name}
            self._ids[row.name] = row.id
        elif isinstance(row, ckan_model.Resource):
            self._resources.add(row.id)
        else:
            self._touched.add((table_of(row), row.table_id if isinstance(row, ckan_model.Member) else None))

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
            "FROM member WHERE member.table_id = ? AND member.capacity = ?": self.members,
            "FROM package_relationship WHERE package_relationship.subject_package_id = ?": self.relationships,
            "FROM package_relationship WHERE package_relationship.object_package_id = ?": self.relationships,
            'FROM resource_view WHERE resource_view.resource_id = ? ORDER BY resource_view."order"': self.views,
        }  # fmt: skip
