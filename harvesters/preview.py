"""What a source would bring, without a server: the same reading and the same conversion as a harvest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harvesters import sources
from harvesters.after_parse import after_parse
from harvesters.canonical import same_id
from harvesters.clock import SystemClock
from harvesters.context import Context, read_options
from harvesters.errors import HarvestError, SkipObjectError
from harvesters.intake import lost_links, usable
from harvesters.model import Entry, Problem, Source
from harvesters.package import package_dict
from harvesters.ports import SourceType
from harvesters.reader import recognise, session_for
from harvesters.store.sql import duplicate

NAME = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """The type that read it, package dicts, what is wrong, what was left out on purpose, and whether it broke off."""

    type: str
    records: tuple[dict[str, Any], ...]
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    broken: bool = False

    def as_json(self) -> dict[str, Any]:
        """The shape that ``harvest preview --json`` prints."""
        errors = [{key: value for key, value in asdict(item).items() if key != "kind"} for item in self.errors]
        return {"type": self.type, "records": list(self.records), "errors": errors}


def preview(source: Source, limit: int = 0) -> Preview:
    """Read up to ``limit`` records (0: all) of a source; its type may be empty.

    Raises:
        UsageError: The type is unknown or can't be told, or an option is wrong.
    """
    kind = sources.source_type(source.type) if source.type else recognise(source)
    with TemporaryDirectory(prefix="govinnov-preview-") as folder:
        context = Context(source, read_options(source, kind.options), session_for(source), Path(folder), SystemClock())
        return _read(kind, context, limit)


def _read(kind: SourceType, context: Context, limit: int) -> Preview:
    """Records and errors; a source that breaks off keeps what came before."""
    records: list[dict[str, Any]] = []
    errors: list[Problem] = []
    broken = False
    try:
        for made in islice(_packages(kind, context), limit or None):
            (errors if isinstance(made, Problem) else records).append(made)  # type: ignore[arg-type]
    except HarvestError as error:
        errors.append(error.problem())
        broken = True
    told = context.visit.problems
    errors += [item for item in told if item.kind == "error"]
    notes = tuple(item for item in told if item.kind == "note")
    return Preview(kind.name, tuple(records), tuple(errors), notes, broken)


def _packages(kind: SourceType, context: Context) -> Iterator[dict[str, Any] | Problem]:
    """Each entry as a package dict, or why it is none."""
    seen: set[str] = set()
    for entry in kind.gather(context):
        if kind.restricted:
            yield _restricted(kind.name)
            return
        try:
            made = usable(entry)
            key = same_id(made.remote_id)
            yield duplicate(made) if key in seen else _package(kind, made, context)
            seen.add(key)
        except SkipObjectError as error:
            yield error.problem(entry.remote_id[:200] or entry.title[:200] or None)


def _package(kind: SourceType, entry: Entry, context: Context) -> dict[str, Any]:
    record = after_parse(kind.fetch(entry, context), context.source)
    if problem := lost_links(record):
        context.visit.note(problem)
    return package_dict(record, context.source.name)


def _restricted(name: str) -> Problem:
    return Problem(
        "restricted-source",
        f"'{name}' 소스는 개인·사업자 정보가 들어 있어 미리 보기를 제공하지 않습니다.",
        f"The source type '{name}' is restricted: it carries people's and firms' data and has no preview.",
    )
