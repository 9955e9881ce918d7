"""A data package (``datapackage.json``): resources by name, each with its file and Table Schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from govinnov.gate.model import Schema
from govinnov.gate.references import Reference
from govinnov.gate.schema import SchemaError, load


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a package; ``schema`` None means that one is inferred."""

    name: str
    path: Path
    schema: Schema | None

    def is_meant_by(self, file: Path) -> bool:
        """Whether a file is this resource's: the same path, or else its name."""
        return file.resolve() == self.path.resolve() or file.name == self.path.name or file.stem == self.name


def is_package(path: str | Path) -> bool:
    """Whether a JSON file describes a data package, not a Table Schema."""
    try:
        return isinstance(_descriptor(Path(path)).get("resources"), list)
    except SchemaError:
        return False


def load_package(path: str | Path) -> tuple[Resource, ...]:
    """Read a data package's resources; paths are taken from the folder of the descriptor.

    Raises:
        SchemaError: The descriptor can't be read, a resource has no name or no one path, or its schema is none.
    """
    path = Path(path)
    resources = tuple(_resource(entry, path) for entry in _descriptor(path)["resources"])
    names = [resource.name for resource in resources]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise SchemaError(f"{path.name}: two resources are named {twice}: give each a name of its own.")
    return resources


def placed(package: tuple[Resource, ...], files: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Each file with what ``check`` is asked about it; without files, every resource of the package.

    Raises:
        SchemaError: A file is no resource of the package.
    """
    given = {_meant(package, Path(file)).name: Path(file) for file in files}
    there = tuple(replace(resource, path=given.get(resource.name, resource.path)) for resource in package)
    return [
        (str(resource.path), {"schema": resource.schema, "own": resource.name, "references": _others(there, resource)})
        for resource in there
        if resource.name in given or not files
    ]


def _meant(package: tuple[Resource, ...], file: Path) -> Resource:
    for resource in package:
        if resource.is_meant_by(file):
            return resource
    names = ", ".join(resource.name for resource in package)
    raise SchemaError(f"{file.name} is no resource of the package ({names}): name its file in the descriptor.")


def _others(package: tuple[Resource, ...], own: Resource) -> dict[str, Reference]:
    """What a resource's foreign keys may point to: the other resources whose files are there."""
    return {
        resource.name: Reference(resource.path, resource.path.name, resource.schema)
        for resource in package
        if resource.name != own.name and resource.path.is_file()
    }


def _descriptor(path: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SchemaError(f"{path.name} can't be read ({error.strerror}): give the path of a file.") from error
    except ValueError as error:
        raise SchemaError(f"{path.name} is not JSON in UTF-8 ({error}): correct it.") from error
    if not isinstance(descriptor, dict):
        raise SchemaError(f"{path.name} is not a JSON object: describe a data package or a Table Schema.")
    return descriptor


def _resource(entry: Any, package: Path) -> Resource:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise SchemaError(f"{package.name}: every resource needs a name.")
    file = _inside(entry.get("path"), entry["name"], package)
    schema = entry.get("schema")
    if isinstance(schema, str):
        schema = load(_inside(schema, entry["name"], package))
    try:
        return Resource(entry["name"], file, load(schema) if schema else None)
    except SchemaError as error:
        raise SchemaError(f"{package.name}, resource '{entry['name']}': {error}") from error


def _inside(path: Any, name: str, package: Path) -> Path:
    """A path below the descriptor's folder, as the Data Package standard wants it."""
    path = path[0] if isinstance(path, list) and len(path) == 1 else path
    if not isinstance(path, str) or "://" in path or PurePosixPath(path).is_absolute() or ".." in Path(path).parts:
        raise SchemaError(f"{package.name}, resource '{name}': give one path below the descriptor's own folder.")
    return package.parent / path
