"""Small faults put into valid documents: a field dropped, renamed, or of another type."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Mutation(NamedTuple):
    """A document with one fault; ``where`` is the path with list positions as ``[]``."""

    kind: str
    where: str
    document: dict[str, Any]


def mutations(document: dict[str, Any]) -> Iterator[Mutation]:
    """Every fault of one kind at every field."""
    for path in _paths(document):
        for kind, change in (("drop", _drop), ("rename", _rename), ("retype", _retype)):
            changed = copy.deepcopy(document)
            parent: Any = changed
            for step in path[:-1]:
                parent = parent[step]
            if change(parent, path[-1]):
                yield Mutation(kind, _written(path), changed)


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Paths of all fields and items; inside a context nothing is changed."""
    if path:
        yield path
    if path[-1:] == ("@context",):
        return
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in steps:
        yield from _paths(below, (*path, step))


def _written(path: Path) -> str:
    return ".".join("[]" if isinstance(step, int) else step for step in path)


def _drop(parent: Any, step: Any) -> bool:
    del parent[step]
    return True


def _rename(parent: Any, step: Any) -> bool:
    """Another name, without a namespace where there was none."""
    if isinstance(parent, list):
        return False
    pairs = [(f"{name}X" if name == step else name, value) for name, value in parent.items()]
    parent.clear()
    parent.update(pairs)
    return True


def _retype(parent: Any, step: Any) -> bool:
    """A value of another type."""
    value = parent[step]
    if isinstance(value, bool):
        parent[step] = 7
    elif isinstance(value, (int, float)):
        parent[step] = str(value)
    elif isinstance(value, str):
        parent[step] = 7
    else:
        parent[step] = "text" if isinstance(value, dict) else {"text": 1}
    return True
