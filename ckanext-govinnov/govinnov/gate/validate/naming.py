"""Names of resources as frictionless takes them (small Latin letters, digits, - . _ /), and back in what it reports."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frictionless import Report
from frictionless.errors import ForeignKeyError

from govinnov.gate.model import Schema

_TAKEN = re.compile(r"[-a-z0-9._/]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names in use → names that frictionless takes; ``own`` is the judged table's."""

    taken: Mapping[str, str]
    own: str

    def renamed(self, schema: Schema) -> Schema:
        """The schema with foreign keys that say the taken names."""
        copied = copy.deepcopy(schema)
        for key in copied.get("foreignKeys") or []:
            reference = key.get("reference", {})
            reference["resource"] = self.taken.get(reference.get("resource"), reference.get("resource", ""))
        return copied

    def restore(self, report: Report) -> None:
        """Say the names in use where errors say the taken ones."""
        back = {taken: name for name, taken in self.taken.items() if taken != name}
        errors = (error for task in report.tasks for error in task.errors) if back else ()
        for error in errors:
            if isinstance(error, ForeignKeyError) and error.reference_name in back:
                said, meant = (f'lookup table "{name}"' for name in (error.reference_name, back[error.reference_name]))
                error.note, error.message = error.note.replace(said, meant), error.message.replace(said, meant)
                error.reference_name = back[error.reference_name]


def names(others: Iterable[str], own: str | None) -> Names:
    """Taken names for a table (None: it has no name) and the resources that it may point to."""
    used = [*others, *([own] if own else [])]
    taken = {name: name for name in used if _TAKEN.fullmatch(name)}
    for number, name in enumerate(name for name in used if name not in taken):
        taken[name] = _free(f"resource-{number}", set(taken.values()))
    return Names(taken, taken[own] if own else _free("table", set(taken.values())))


def _free(name: str, used: set[str]) -> str:
    """The name, or one like it that nothing has: frictionless takes an equal name for the table itself."""
    while name in used:
        name += "-"
    return name
