"""Taking a Table Schema descriptor: one that the gate can't hold to is refused with a sentence."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionless import Schema as FrictionlessSchema
from frictionless.exception import FrictionlessException

from govinnov.gate.model import Schema

#: Types whose format ``any`` depends on a guessing parser.
_GUESSED = ("date", "datetime", "time")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


class SchemaError(ValueError):
    """A descriptor that can't be used as the gate's schema; the message says what to change."""


def load(source: str | Path | Schema) -> Schema:
    """Read a descriptor from a JSON file or take it as it is.

    Raises:
        SchemaError: It isn't there, is no JSON, is no Table Schema, or asks for what can't be validated reproducibly.
    """
    schema = source if isinstance(source, dict) else _read(Path(source))
    problem = next(_problems(schema), None)
    if problem:
        raise SchemaError(problem)
    return schema


def schema_sha256(schema: Schema) -> str:
    """The sha256 (hex) of a schema's canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(schema, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> Schema:
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(
            f"The schema {path.name} can't be read ({error.strerror}): give the path of a file."
        ) from error
    except ValueError as error:
        raise SchemaError(f"The schema {path.name} is not JSON in UTF-8 ({error}): correct it.") from error
    if not isinstance(schema, dict):
        raise SchemaError(f'The schema {path.name} is not a JSON object: write {{"fields": [...]}}.')
    return schema


def _problems(schema: Schema) -> Iterator[str]:
    """Sentences, the gravest first; later ones presume the earlier checks."""
    yield from _told_by_frictionless(schema)
    if not schema["fields"]:
        yield "The schema has no fields: describe at least one column."
    for field in schema["fields"]:
        yield from _field_problems(field)


def _told_by_frictionless(schema: Schema) -> Iterator[str]:
    try:
        FrictionlessSchema.from_descriptor(json.loads(json.dumps(schema)))
    except FrictionlessException as error:
        reasons = "; ".join(reason.note for reason in error.reasons) or error.error.note
        yield f"The schema is not a Table Schema ({reasons}): correct it."
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        yield f"The schema is not a Table Schema ({error}): correct it."


def _field_problems(field: dict[str, Any]) -> Iterator[str]:
    name = field["name"]
    if field.get("type") in _GUESSED and field.get("format") == "any":
        yield f"Field '{name}': the format 'any' guesses and is not reproducible: write a pattern such as %Y%m%d."
    constraints = field.get("constraints") or {}
    yield from _pattern_problems(name, constraints.get("pattern"))
    yield from _bound_problems(field, constraints)


def _pattern_problems(name: str, pattern: str | None) -> Iterator[str]:
    if pattern is None:
        return
    try:
        re.compile(f"^{pattern}$")
    except re.error as error:
        yield f"Field '{name}': the pattern {pattern!r} is not a regular expression ({error}): correct it."


def _bound_problems(field: dict[str, Any], constraints: dict[str, Any]) -> Iterator[str]:
    """Bounds and enumerations must be readable by the field's own type."""
    reader = FrictionlessSchema.from_descriptor({"fields": [dict(field)]}).fields[0].create_value_reader()
    listed = constraints.get("enum") or []
    values = [(bound, constraints[bound]) for bound in _BOUNDS if constraints.get(bound) is not None]
    for constraint, value in [*values, *(("enum", entry) for entry in listed)]:
        if reader(value) is None:
            kind = field.get("type", "any")
            yield f"Field '{field['name']}': {value!r} of {constraint} is no {kind}: write it as a cell would."
