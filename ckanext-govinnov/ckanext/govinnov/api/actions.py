"""Test a file before it is handed in: the gate's whole answer, and nothing is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.govinnov.publishing import judging, keys
from ckanext.govinnov.storage import CHUNK
from govinnov import gate

Context = dict[str, Any]
DataDict = dict[str, Any]
MIB = 1 << 20


def govinnov_gate_check(context: Context, data_dict: DataDict) -> DataDict:
    """Let the gate judge a file; publishes and keeps nothing.

    :param upload: the file, as multipart/form-data, up to ``ckanext.govinnov.inline_max_bytes``
    :param schema: Table Schema as JSON text or object (optional; else one is inferred)
    :returns: ``{"files": [{...}]}`` as ``govinnov gate check --json`` prints it
    """
    tk.check_access("govinnov_gate_check", context, data_dict)
    upload = data_dict.get("upload")
    if not isinstance(upload, FileStorage) or not upload:
        raise tk.ValidationError({"upload": [tk._("Send the file as multipart/form-data in the field 'upload'.")]})
    told = data_dict.get("schema")
    decided = judging.Decided(schema=keys.parsed(told) if told else None)
    with tempfile.TemporaryDirectory(prefix="govinnov-test-") as folder:
        path = Path(folder) / "upload"
        _write(upload.stream, path)
        return {"files": [gate.as_dict(judging.file(path, upload.filename or "upload", decided))]}


def gate_check_auth(context: Context, data_dict: DataDict) -> DataDict:
    """Everybody who is logged in."""
    return {"success": bool(context.get("user"))}


def _write(stream: IO[bytes], path: Path) -> None:
    limit = tk.config["ckanext.govinnov.inline_max_bytes"]
    left = limit
    with path.open("wb") as out:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                told = tk._(
                    "Only files up to {mib} MiB can be tested here; test larger ones with ./govinnov gate check."
                )
                raise tk.ValidationError({"upload": [told.format(mib=limit // MIB)]})
            out.write(chunk)


def get_actions() -> dict[str, Callable[..., Any]]:
    """Every action of this room by its name."""
    return {"govinnov_gate_check": govinnov_gate_check}


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every auth function of this room by the name of its action."""
    return {"govinnov_gate_check": gate_check_auth}
