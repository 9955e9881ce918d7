"""A private folder for restricted records: bytes by their hash, readable by the catalog's own user alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from harvesters.errors import UsageError
from harvesters.model import Problem, RemoteRecord, Source


class FileVault:
    """Implements ``ports.Vault`` below a folder; the same bytes of one source are kept once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, source: Source, records: Sequence[RemoteRecord]) -> list[Problem | None]:
        """See ``Vault.keep``: nothing is held here.

        Raises:
            UsageError: A record is not restricted: it belongs to the gate, not here.
        """
        for record in records:
            self._keep(source, record)
        return [None] * len(records)

    def forget(self, before: datetime) -> int:
        """Delete what was kept before a moment; how many files these were."""
        return sum(_forgotten(path, before.timestamp()) for path in list(self._root.glob("*/*")))

    def _keep(self, source: Source, record: RemoteRecord) -> None:
        if not record.restricted:
            raise UsageError(
                "not-restricted",
                "제한 자료가 아닌 레코드는 비공개 보관소에 넣을 수 없습니다.",
                "Only restricted records are kept in the vault.",
            )
        folder = self._root / source.name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for resource in record.resources:
            if resource.content and resource.sha256:
                _copy(resource.content, folder / resource.sha256)


def _forgotten(path: Path, before: float) -> bool:
    """Delete a file that is as old, unless another worker was quicker; whether it was deleted here."""
    with suppress(FileNotFoundError):
        if path.stat().st_mtime < before:
            path.unlink()
            return True
    return False


def _copy(content: Path, target: Path) -> None:
    """Copy under a name that no reader takes for whole, force to disk, then rename."""
    if target.exists():
        return
    partial = target.with_suffix(f".{os.getpid()}")
    with content.open("rb") as there, open(partial, "wb", opener=_private) as here:
        shutil.copyfileobj(there, here)
        here.flush()
        os.fsync(here.fileno())
    partial.rename(target)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
