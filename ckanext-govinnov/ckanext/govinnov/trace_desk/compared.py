"""Contents of one event id side by side: what they say differently first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from govinnov.trace.store.deciding import Content

_SAID = 300


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what each content says of it; empty where it says nothing."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether they do not all say the same."""
        return len(set(self.values)) > 1


def fields(contents: Sequence[Content]) -> list[Field]:
    """All fields, those that differ first, and then by name."""
    names = {name for one in contents for name in one.event}
    found = [Field(_short(name), tuple(_said(one.event.get(name)) for one in contents)) for name in names]
    return sorted(found, key=lambda one: (not one.differs, one.name))


def _short(name: str) -> str:
    """The word at the end of an IRI."""
    return name.rstrip("/").rpartition("/")[2].rpartition(":")[2]


def _said(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SAID else f"{text[: _SAID - 1]}…"
