"""The id of a run: what it was computed from, not when, where or for whom."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

#: Libraries that numbers pass through; their versions stand for the lock.
LIBRARIES = ("highspy", "numpy", "polars", "pyproj", "scipy", "shapely")
_DIGITS = 16


def run_id(told: dict[str, Any]) -> str:
    """16 hexadecimal digits of the SHA-256 of what a manifest says (JSON with sorted keys)."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def libraries() -> dict[str, str]:
    """Versions of the libraries that numbers pass through."""
    return {name: version(name) for name in LIBRARIES}


@cache
def code_sha256() -> str:
    """Hash of the source of ``govinnov.dispatch``."""
    digest = hashlib.sha256()
    for name, source in sorted(_sources(files("govinnov.dispatch"), "")):
        digest.update(name.encode() + b"\0" + hashlib.sha256(source).digest())
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for one in folder.iterdir():
        if one.is_dir():
            found.extend(_sources(one, f"{name}{one.name}/"))
        elif one.name.endswith((".py", ".yaml")):
            found.append((name + one.name, one.read_bytes()))
    return found
