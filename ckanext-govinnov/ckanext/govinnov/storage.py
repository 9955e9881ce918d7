"""Content-addressed, immutable, private storage of received bytes, and our IUploader on top of it."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ckan.plugins.toolkit as tk
from werkzeug.exceptions import NotFound

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are safely on disk: their address, size in bytes and place."""

    sha256: str
    size: int
    path: Path


class Storage:
    """A folder of files named by their own sha256; written once, never changed.

    Args:
        root: Folder that only the service's own account may enter.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, stream: IO[bytes], max_bytes: int | None = None) -> Kept:
        """Take a stream into the storage: incoming → fsync → rename under its own hash.

        Raises:
            TooLargeError: The stream is longer than ``max_bytes``; nothing is kept.
            OSError: The disk is full or not writable; nothing is kept.
        """
        incoming = self._folder("incoming") / secrets.token_hex(16)
        try:
            sha256, size = _copy(stream, incoming, max_bytes)
            target = self.path(sha256)
            self._folder("objects", sha256[:2])
            incoming.replace(target)
            _sync_folder(target.parent)
        finally:
            incoming.unlink(missing_ok=True)
        return Kept(sha256, size, target)

    def path(self, sha256: str) -> Path:
        """Say where the bytes with this hash lie, or would lie."""
        return self.root / "objects" / sha256[:2] / sha256

    def renditions(self, version_id: str) -> Path:
        """Say where the renditions of a version lie; the folder exists afterwards."""
        return self._folder("renditions", version_id)

    def remove(self, sha256: str) -> None:
        """Remove bytes for good; bytes that are gone already are no error."""
        self.path(sha256).unlink(missing_ok=True)

    def _folder(self, *parts: str) -> Path:
        folder = self.root.joinpath(*parts)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


class TooLargeError(ValueError):
    """A stream is longer than allowed; ``max_bytes`` says how much is."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"more than {max_bytes} bytes")
        self.max_bytes = max_bytes


def _copy(stream: IO[bytes], target: Path, max_bytes: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if max_bytes is not None and size > max_bytes:
                raise TooLargeError(max_bytes)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def storage() -> Storage:
    """The storage of this site, from ``ckanext.govinnov.storage_path``."""
    return Storage(Path(tk.config["ckanext.govinnov.storage_path"]))


class VersionUploader:
    """What CKAN asks for a resource's bytes: it hands out the certified version and takes nothing in.

    Uploads are taken by the publishing actions before CKAN's own code sees them, so an upload that arrives
    here went round the gate and is refused.
    """

    def __init__(self, resource: dict[str, Any]) -> None:
        if resource.pop("upload", None):
            raise tk.ValidationError({"upload": [tk._("This file did not come through the gate.")]})
        if resource.pop("clear_upload", None):
            resource["url_type"] = ""

    def upload(self, id: str, max_size: int = 10) -> None:
        """Do nothing: the bytes are in the storage already, bound to a version."""

    def get_path(self, id: str) -> str:
        """Say where the bytes of the resource's current version lie.

        Raises:
            NotFound: No certified version exists (404), or an editor's own held bytes are gone.
        """
        from ckanext.govinnov.publishing import versions

        version = versions.current(id)
        if version is None:
            raise NotFound(tk._("No checked version of this file is available."))
        return str(storage().path(version.sha256))
