"""The vault keeps restricted bytes once, whole and private."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvesters.canonical import file_hash
from harvesters.errors import UsageError
from harvesters.model import RemoteRecord, RemoteResource, Source
from harvesters.vault import FileVault


def test_restricted_bytes_are_kept_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    content = tmp_path / "a.txt"
    content.write_text("1|2")
    kept = RemoteResource("a", None, "TXT", content, file_hash(content))
    vault, source = FileVault(tmp_path / "vault"), Source("farm", "mtrace", "x")
    for _ in range(2):
        vault.keep(source, RemoteRecord("1", "a", resources=(kept,), restricted=True))
    [file] = (tmp_path / "vault" / "farm").iterdir()
    assert file.read_text() == "1|2" and file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "vault" / "farm").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError):
        vault.keep(source, RemoteRecord("1", "a", resources=(kept,)))
