"""What one instance remembers: its ports and the secrets made for it, in one file only its user can read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from launcher import ports
from launcher.errors import LauncherError

SERVICES = ("postgres", "redis", "solr", "site")
#: As what the public asks the trace: it has no rights on CKAN's tables, nor on what is private of the trace.
TRACE_READER = "trace_reader"
#: Logins of the database beside its superuser.
ROLES = ("ckan", "datastore_write", "datastore_read", TRACE_READER)
SECRETS = ("postgres", *ROLES, "redis", "session", "csrf", "token", "admin")


@dataclass(frozen=True, slots=True)
class Instance:
    """Ports by service and secrets by what they open."""

    ports: dict[str, int]
    secrets: dict[str, str]
    admin: str = "govinnov-admin"


def load(path: Path) -> Instance | None:
    """The remembered instance, or None before the first start.

    Raises:
        LauncherError: The file is there and cannot be read as ours.
    """
    if not path.exists():
        return None
    try:
        return Instance(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise LauncherError(f"{path} is damaged ({error}). Restore it from a backup: it holds the secrets.") from error


def load_or_make(path: Path, environ: Mapping[str, str] = os.environ) -> Instance:
    """The remembered instance; at the first start new secrets and free ports, written before use."""
    known = load(path)
    if known is not None:
        return _completed(path, known)
    made = Instance(_free_ports(environ), {name: secrets.token_hex(24) for name in SECRETS})
    write_private(path, json.dumps(asdict(made), indent=2))
    return made


def _completed(path: Path, known: Instance) -> Instance:
    """With the secrets that a newer version wants, made and written where they are missing."""
    missing = {name: secrets.token_hex(24) for name in SECRETS if name not in known.secrets}
    if not missing:
        return known
    made = replace(known, secrets=known.secrets | missing)
    write_private(path, json.dumps(asdict(made), indent=2))
    return made


def read_json(path: Path) -> dict[str, Any]:
    """A small JSON object we wrote, or an empty one where there is none or it was cut short."""
    try:
        value = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _free_ports(environ: Mapping[str, str]) -> dict[str, int]:
    chosen: dict[str, int] = {}
    for service in SERVICES:
        named = environ.get(f"GOVINNOV_{service.upper()}_PORT")
        chosen[service] = int(named) if named else ports.choose(chosen.values())
    return chosen
