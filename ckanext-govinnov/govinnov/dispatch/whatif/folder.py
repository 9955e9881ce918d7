"""A government's ground from the folder that a run wrote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.files import SYNTHETIC
from govinnov.dispatch.whatif.ground import Ground, ground_of, known_of

_DIGITS = range(2, 6)


def read_ground(run: Path, government: str) -> Ground:
    """Read what a run wrote about a government.

    Raises:
        InputError: ``no-ground``: the government is not in the run; ``unreadable``.
    """
    if not (government.isdecimal() and len(government) in _DIGITS and (run / "governments" / government).is_dir()):
        raise InputError("no-ground", id=government)
    try:
        known = known_of(_rows(run, "posts.csv", "post_number"), _manifest(run)["parameters"])
        return ground_of(government, _rows(run / "governments" / government, "ground.csv"), known)
    except InputError:
        raise
    except (KeyError, TypeError, ValueError) as error:  # files that were cut, or are not those of a run
        raise InputError("unreadable", file=run.name, why=f"{type(error).__name__}: {error}") from error


def _rows(folder: Path, name: str, *needed: str) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(folder, name), newline=""))
    if not set(needed) <= set(reader.fieldnames or ()):
        raise InputError("missing-column", 1, name, columns=", ".join(needed))
    return list(reader)


def _manifest(run: Path) -> dict[str, Any]:
    text = _text(run, "manifest.json")
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise InputError("unreadable", file="manifest.json", why=type(error).__name__) from error
    return told


def _text(folder: Path, name: str) -> str:
    plain, marked = folder / name, folder / (SYNTHETIC + name)
    try:
        return (marked if marked.exists() and not plain.exists() else plain).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable", file=name, why=type(error).__name__) from error
