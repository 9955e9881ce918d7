"""A folder of inputs: its files by kind, told from their content or named in an ``inputs.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs.kinds import missing
from govinnov.dispatch.inputs.recognise import kinds_of
from govinnov.dispatch.inputs.source import Source

NAMED, PARAMETERS = "inputs.yaml", "parameters.yaml"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds.

    Attributes:
        sources: Files by kind; of several, in the order of their paths or of ``inputs.yaml``.
        reference_date: The day that the run speaks of, if the folder says it.
        parameters: What its ``parameters.yaml`` says, else nothing.
        findings: What is wrong with the folder.
    """

    sources: dict[str, list[Source]]
    reference_date: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, kind: str) -> list[Source]:
        """Files of a kind; none is an empty list."""
        return self.sources.get(kind, [])

    @property
    def used(self) -> list[Source]:
        """All files, by kind and path."""
        return sorted((one for found in self.sources.values() for one in found), key=lambda one: (one.kind, one.name))


def read_folder(path: Path) -> Folder:
    """Look through a folder.

    Raises:
        InputError: ``unreadable`` or ``bad-inputs``.
    """
    if not path.is_dir():
        raise InputError("unreadable", file=path.name, why="no folder")
    told = _yaml(path / NAMED)
    findings: list[Finding] = []
    sources = list(_named(path, told, findings) if told else _recognised(path))
    by_kind: dict[str, list[Source]] = {}
    for source in sources:
        by_kind.setdefault(source.kind, []).append(source)
    return Folder(by_kind, str(told.get("reference_date", "")), _yaml(path / PARAMETERS), findings)


def _recognised(folder: Path) -> Iterator[Source]:
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        for kind, columns in kinds_of(path).items():
            yield Source(path, path.relative_to(folder).as_posix(), kind, columns)


def _named(folder: Path, told: dict[str, Any], findings: list[Finding]) -> Iterator[Source]:
    files = told.get("files") or []
    if not isinstance(files, list):
        raise InputError("bad-inputs", file=NAMED)
    for entry in files:
        if not (isinstance(entry, dict) and "path" in entry and isinstance(entry.get("columns") or {}, dict)):
            raise InputError("bad-inputs", file=NAMED)
        path = folder / str(entry["path"])
        if not path.is_file():
            findings.append(Finding("file-not-there", str(entry["path"])))
            continue
        yield from _of_entry(path, entry)


def _of_entry(path: Path, entry: dict[str, Any]) -> Iterator[Source]:
    """What an entry names; what it leaves unsaid is told from the file.

    Raises:
        InputError: ``unknown-kind``, or ``missing-column``: the kind needs a column that is neither named nor found.
    """
    own = {ours: str(theirs).strip().lower() for ours, theirs in (entry.get("columns") or {}).items()}
    kinds = kinds_of(path)
    named = str(entry.get("kind", ""))
    for kind in (named,) if named else kinds:
        columns = {**kinds.get(kind, {}), **own}
        if lacking := missing(kind, columns, path.name):
            raise InputError("missing-column", 1, path.name, columns=", ".join(sorted(lacking)))
        synthetic, licence = entry.get("synthetic") is True, str(entry.get("licence", ""))
        yield Source(path, str(entry["path"]), kind, columns, synthetic, licence)


def _yaml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
    if not isinstance(told, dict):
        raise InputError("bad-inputs", file=path.name)
    return told
