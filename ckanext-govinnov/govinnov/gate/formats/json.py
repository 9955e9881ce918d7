"""JSON: a list of objects, alone or inside a wrapper such as ``{"data": […]}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.formats.jsontext import decode_json
from govinnov.gate.formats.objects import JsonObject, as_text, decoded
from govinnov.gate.formats.strict_json import StrictError, loads
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received

START = re.compile(rb'\s*(?:\{|\[\s*(?:[\[{\]"\d-]|true|false|null|NaN))')
#: What wrappers call their list of records; the first that is there wins.
NAMES = ("data", "records", "items", "item", "rows", "row", "list", "result", "results", "features")
WRAPPERS = 6


class Json:
    """Documents of JSON that are neither GeoJSON nor JSON Lines."""

    name = "json"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for the start of an object or of a list."""
        return START.match(head) is not None

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Parse in a child process."""
        return decode_json("json", received, workdir, limits)


def parse(path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Read the whole document; runs in the child process."""
    try:
        document = loads(path.read_text(encoding="utf-8"))
        objects, around = find_objects(document)
    except StrictError as error:
        return Decoded("json", None, findings=(error.found,))
    return decoded("json", objects, workdir / "table.csv", tuple(around))


def find_objects(document: Any) -> tuple[list[JsonObject], list[tuple[str, str]]]:
    """The records of a document, and the texts around them with their paths.

    Raises:
        StrictError: There is no list of objects, or more than one.
    """
    around: list[tuple[str, str]] = []
    where, here = "", document
    for _ in range(WRAPPERS):
        if isinstance(here, list):
            return _objects(here), around
        name = _wrapped(here)
        around += [(f"{where}{key}", text) for key, value in here.items() if key != name for text in _texts(value)]
        where, here = f"{where}{name}.", here[name]
    raise _not_a_table("too many wrappers")


def _objects(records: list[Any]) -> list[JsonObject]:
    wrong = next((at for at, one in enumerate(records, start=1) if not isinstance(one, dict)), None)
    if wrong is not None:
        raise _not_a_table(f"item {wrong} is no object")
    return records


def _wrapped(document: Any) -> str:
    """The name under which a wrapper holds its records."""
    if not isinstance(document, dict):
        raise _not_a_table("neither a list nor an object")
    inner = [name for name, value in document.items() if _holds_records(value)]
    named = [name for name in NAMES if name in inner]
    if not named and len(inner) != 1:
        raise _not_a_table("no list of objects" if not inner else f"several lists: {', '.join(inner[:5])}")
    return (named or inner)[0]


def _holds_records(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) and any(_holds_records(inner) for inner in value.values())


def _not_a_table(reason: str) -> StrictError:
    return StrictError(finding("json-not-a-table", reason=reason))


def _texts(value: Any) -> Iterator[str]:
    """Every text and number inside a value, names included: they are screened like metadata."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif text := as_text(value):
        yield text
