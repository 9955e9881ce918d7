"""Take bytes as they came: count them, hash them, and refuse what is empty or too large."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import BinaryIO

from govinnov.gate.codes import finding
from govinnov.gate.limits import Limits
from govinnov.gate.model import Finding, Received

CHUNK = 1 << 20


def receive(path: Path, name: str | None = None) -> Received:
    """Address a file on disk by the sha256 of its bytes.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return Received(path=path.resolve(), name=name or path.name, sha256=sha256, size=stream.tell())


def keep(stream: BinaryIO, path: Path) -> Path:
    """Write a pipe's bytes to ``path``, so that they can be read more than once."""
    with path.open("wb") as target:
        shutil.copyfileobj(stream, target, CHUNK)
    return path


def refuse(received: Received, limits: Limits) -> tuple[Finding, ...]:
    """Say what forbids to read on: an empty file, or one above the limit."""
    if not received.size:
        return (finding("file-empty"),)
    if received.size > limits.file_bytes:
        return (finding("file-too-large", size=received.size, limit=limits.file_bytes),)
    return ()
