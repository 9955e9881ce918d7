"""Feeds of any format → tables that the gate can judge, each with its kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govinnov.trace.feeds.ekape import table_of
from govinnov.trace.feeds.kinds import Kind, kind_of, kind_of_service
from govinnov.trace.feeds.recognising import Format, decoded, head_of, header_of
from govinnov.trace.findings import Finding, finding


@dataclass(frozen=True, slots=True)
class Laid:
    """A table, what its records are, its labels, and what divides its cells."""

    path: Path
    kind: Kind
    labels: tuple[str, ...]
    delimiter: str = ","

    @property
    def schema(self) -> dict[str, Any]:
        """What the gate holds it to."""
        return self.kind.schema(self.labels)


def laid(path: Path, form: Format, folder: Path) -> Iterator[Laid | Finding]:
    """The tables of a feed, and what of it is none.

    Args:
        path: The feed.
        form: What it is.
        folder: Where tables may be written; the caller's to delete, for they name people.
    """
    if form == "csv":
        yield from _csv(path)
    elif form == "mtrace":
        yield from _mtrace(path.read_bytes(), folder)
    else:
        yield from _ekape(path.read_bytes(), folder)


def _csv(path: Path) -> Iterator[Laid | Finding]:
    """A table as it came."""
    delimiter, labels = header_of(head_of(path))
    kind = kind_of(labels)
    if kind is None:
        yield finding("feed-unknown")
        return
    odd = kind.odd(labels)
    yield finding("feed-label", str(odd), column=odd) if odd else Laid(path, kind, tuple(labels), delimiter)


def _mtrace(raw: bytes, folder: Path) -> Iterator[Laid | Finding]:
    """Records divided by ``|``, a table for each service; a line of no service is told by its number."""
    records: dict[str, list[str]] = {}
    kinds: dict[str, Kind] = {}
    for number, line in enumerate(_lines(raw), 1):
        fields = line.count("|") + 1
        kind = kind_of_service(fields)
        if kind:
            kinds[kind.name] = kind
            records.setdefault(kind.name, []).append(_record(line))
        elif line.strip():
            yield finding("record-fields", str(number), row=number, fields=fields)
    for name, rows in records.items():
        yield _written(folder, kinds[name], [field.title for field in kinds[name].fields], rows)


def _record(line: str) -> str:
    """A record as a line of a table, its cells without blanks around; most need no look at each cell."""
    is_plain = line.isprintable() and line == line.strip() and not any(sign in line for sign in _CAREFUL)
    return line.replace("|", ",") + _END if is_plain else _line(cell.strip() for cell in line.split("|"))


#: What needs quotes in a table, and blanks around cells.
_CAREFUL = ('"', ",", " |", "| ")
#: What ends the lines of a table.
_END = "\r\n"


def _line(cells: Iterable[str]) -> str:
    """Cells as a line of a table."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=_END).writerow(cells)
    return stream.getvalue()


def _lines(raw: bytes) -> list[str]:
    """The records of a file, or of the envelope in which they are sent."""
    text = decoded(raw)
    if not text.lstrip().startswith(("{", "[")):
        return text.splitlines()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return [text]
    items = said.get("item") if isinstance(said, Mapping) else said
    found = [one.get("transParam") for one in items or () if isinstance(one, Mapping)]
    return [line for line in found if isinstance(line, str)]


def _ekape(raw: bytes, folder: Path) -> Iterator[Laid | Finding]:
    for one in table_of(raw):
        yield one if isinstance(one, Finding) else written(folder, *one)


def written(folder: Path, kind: Kind, labels: list[str], rows: list[list[str]]) -> Laid:
    """A table written down for the gate."""
    return _written(folder, kind, labels, map(_line, rows))


def _written(folder: Path, kind: Kind, labels: list[str], lines: Iterable[str]) -> Laid:
    path = folder / f"{kind.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        stream.writelines([_line(labels), *lines])
    return Laid(path, kind, tuple(labels))
