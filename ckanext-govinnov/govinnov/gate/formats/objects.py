"""A list of objects as a table: one column per name in order of first appearance, nested values as JSON text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.csvtext import csv_writer
from govinnov.gate.formats.strict_json import Number, too_deep
from govinnov.gate.model import Decoded, Finding, Table

JsonObject = dict[str, Any]


def write_table(objects: list[JsonObject], path: Path) -> Table:
    """Write objects as CSV below their names."""
    labels = list(dict.fromkeys(name for one in objects for name in one))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv_writer(stream)
        writer.writerow(labels)
        writer.writerows([as_text(one.get(label)) for label in labels] for one in objects)
    return Table(path, (), 0)


def as_text(value: Any) -> str:
    """A value of JSON as a cell: null is blank, numbers keep their digits, nested values are compact JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else compact(value)


def compact(value: Any) -> str:
    """JSON without blanks, numbers in the digits they came with."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(name)}:{compact(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(compact, value)) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def table_or_finding(objects: list[JsonObject], path: Path) -> Table | Finding:
    """Write objects as a table, or say why their texts cannot be written: half a character, or nested without end."""
    try:
        return write_table(objects, path)
    except UnicodeEncodeError:
        return finding("json-invalid", position="\\ud800–\\udfff", reason="lone surrogate")
    except RecursionError:
        return too_deep()


def decoded(name: str, objects: list[JsonObject], path: Path, texts: tuple[tuple[str, str], ...] = ()) -> Decoded:
    """A decoded file of one table made of objects, or without a table and with the reason."""
    if not objects:
        return Decoded(name, None, findings=(finding("no-table"),))
    made = table_or_finding(objects, path)
    if isinstance(made, Finding):
        return Decoded(name, None, findings=(made,))
    return Decoded(name, None, (made,), texts=texts)
