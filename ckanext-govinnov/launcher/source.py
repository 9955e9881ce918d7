"""The code that the services run: whether it changed, and its copy where their user cannot enter the clone."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from launcher.account import Account
from launcher.paths import Paths

PARTS = ("ckanext-govinnov", "harvesters", "datasets", "config", "setup.py", "pyproject.toml", "README.md")
_SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info", ".git", ".state", "node_modules", ".*_cache")
_KEY = ".key"


def key(root: Path) -> str:
    """A digest of every file that the running services read."""
    whole = hashlib.sha256()
    for file in _files(root):
        whole.update(str(file.relative_to(root)).encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def listing_key(folder: Path) -> str:
    """A digest of a folder's listing: names, sizes and times of change."""
    whole = hashlib.sha256(str(folder).encode())
    for file in sorted(folder.rglob("*")):
        found = file.stat()
        whole.update(f"{file}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return whole.hexdigest()


def ensure_readable(paths: Paths, account: Account) -> None:
    """Copy the clone into the state when the services' user cannot enter it; fresh when the clone changed."""
    copy = paths.state / "source"
    if account.may_read(paths.clone / "setup.py"):
        shutil.rmtree(copy, ignore_errors=True)
        return
    wanted = key(paths.clone)
    if (copy / _KEY).exists() and (copy / _KEY).read_text() == wanted:
        return
    _copy(paths.clone, copy, wanted)


def _copy(clone: Path, copy: Path, wanted: str) -> None:
    partial = copy.with_name("source.partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(clone, partial, ignore=_SKIPPED)
    (partial / _KEY).write_text(wanted)
    shutil.rmtree(copy, ignore_errors=True)
    partial.rename(copy)


def _files(root: Path) -> Iterator[Path]:
    for part in PARTS:
        place = root / part
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in found if file.is_file() and not _is_made(file))


def _is_made(file: Path) -> bool:
    return file.suffix == ".pyc" or any(part.endswith(".egg-info") for part in file.parts)
