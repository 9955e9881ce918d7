"""The vault keeps restricted bytes once, whole and private."""

from __future__ import annotations

import os
from datetime import UTC, datetime
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
        assert vault.keep(source, [RemoteRecord("1", "a", resources=(kept,), restricted=True)]) == [None]
    [file] = (tmp_path / "vault" / "farm").iterdir()
    assert file.read_text() == "1|2" and file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "vault" / "farm").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError):
        vault.keep(source, [RemoteRecord("1", "a", resources=(kept,))])


def test_what_was_kept_long_ago_is_forgotten(tmp_path: Path) -> None:
    vault = FileVault(tmp_path / "vault")
    for name, day in (("old", 1), ("new", 3)):
        path = tmp_path / "vault" / "farm" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1|2")
        os.utime(path, times=(datetime(2026, 1, day, tzinfo=UTC).timestamp(),) * 2)
    assert vault.forget(datetime(2026, 1, 2, tzinfo=UTC)) == 1
    assert [path.name for path in (tmp_path / "vault" / "farm").iterdir()] == ["new"]
