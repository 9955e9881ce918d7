"""The kinds of feeds, each a Table Schema beside this module that says of every field who may read it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

Access = Literal["public", "restricted", "private"]
ACCESS, PARTY, CODES_OF = "govinnov:access", "govinnov:party", "govinnov:codes"
_PIPES = ("mtrace-issue", "mtrace-packing", "mtrace-trade")
_FOLDER = Path(__file__).parent / "schemas"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, its Korean label, who may read it, and whom it is about (``farm``, ``giver`` …)."""

    name: str
    title: str
    access: Access
    party: str
    required: bool
    descriptor: Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of records.

    ``reads`` names how its records become events; ``service`` who sends them, where no header tells their kind.
    """

    name: str
    reads: str
    title: str
    fields: tuple[Field, ...]
    service: str = ""

    @cached_property
    def by_label(self) -> Mapping[str, Field]:
        """Fields by their names in English and in Korean, as headers write them."""
        return {plain(label): field for field in self.fields for label in (field.name, field.title)}

    @cached_property
    def private(self) -> tuple[tuple[str, str, str], ...]:
        """Private fields: their names, whom they are about, and what they tell of them."""
        own = (one for one in self.fields if one.access == "private")
        return tuple((one.name, one.party, one.name.removeprefix(f"{one.party}_")) for one in own)

    def field(self, label: str) -> Field | None:
        """The field that a header means."""
        return self.by_label.get(plain(label))

    def missing(self, labels: Sequence[str]) -> list[Field]:
        """Required fields that a header does not name."""
        there = {field.name for field in map(self.field, labels) if field}
        return [field for field in self.fields if field.required and field.name not in there]

    def odd(self, labels: Sequence[str]) -> int | None:
        """The first column, from 1, that has no label, or means what one before it means."""
        meant = [field.name if (field := self.field(label)) else label for label in labels]
        return next((place for place, name in enumerate(meant, 1) if not name or name in meant[: place - 1]), None)

    def schema(self, labels: Sequence[str]) -> dict[str, Any]:
        """The Table Schema of a file with these labels; what nobody described may hold anything, so it is private."""
        return {"fields": [_described(label, self.field(label)) for label in labels]}


def _described(label: str, field: Field | None) -> dict[str, Any]:
    if field is None:
        return {"name": label, "type": "string", ACCESS: "private"}
    return {**field.descriptor, "name": label}


def plain(label: str) -> str:
    """The letters and digits of a label, without case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", label) if sign.isalnum()).casefold()


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """Every kind by name."""
    return {kind.name: kind for kind in (_read(path) for path in sorted(_FOLDER.glob("*.json")))}


def kind_of(labels: Sequence[str]) -> Kind | None:
    """The kind that a header is of: all that is required stands in it, and as much else as possible."""
    fitting = [kind for kind in kinds().values() if not kind.service and not kind.missing(labels)]
    return max(fitting, key=lambda kind: sum(kind.field(label) is not None for label in labels), default=None)


def kind_of_service(fields: int) -> Kind | None:
    """The kind of mtrace's records with so many fields."""
    return next((kind for kind in kinds().values() if kind.name in _PIPES and len(kind.fields) == fields), None)


def _read(path: Path) -> Kind:
    said = json.loads(path.read_text(encoding="utf-8"))
    fields = tuple(_field(one) for one in said["fields"])
    return Kind(said["name"], said.get("reads", said["name"]), said["title"], fields, said.get("service", ""))


def _field(said: dict[str, Any]) -> Field:
    required = bool(said.get("constraints", {}).get("required"))
    return Field(said["name"], said["title"], said[ACCESS], said.get(PARTY, ""), required, said)
