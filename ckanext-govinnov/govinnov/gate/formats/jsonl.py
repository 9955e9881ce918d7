"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.formats.jsontext import decode_json
from govinnov.gate.formats.objects import JsonObject, decoded
from govinnov.gate.formats.strict_json import StrictError, loads
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received


class JsonLines:
    """Texts whose first two written lines are objects of JSON."""

    name = "jsonl"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Read the first line as an object, and look for another after it."""
        lines = [line for line in head.splitlines()[:4] if line.strip()]
        return len(lines) > 1 and lines[1].lstrip()[:1] == b"{" and _is_object(lines[0])

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Parse in a child process."""
        return decode_json("jsonl", received, workdir, limits)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8", "replace")), dict)
    except (ValueError, RecursionError):
        return False


def parse(path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Read line by line; runs in the child process."""
    try:
        objects = list(_objects(path))
    except StrictError as error:
        return Decoded("jsonl", None, findings=(error.found,))
    return decoded("jsonl", objects, workdir / "table.csv")


def _objects(path: Path) -> Iterator[JsonObject]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for row, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            one = loads(line, row)
            if not isinstance(one, dict):
                raise StrictError(finding("json-not-a-table", row=row, reason=f"line {row} is no object"))
            yield one
