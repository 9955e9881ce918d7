"""What the gate depends on, asked at start and while serving: when one thing is amiss, nothing is served."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov.publishing import guard, tables


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement: whether it holds, and if not, what to do."""

    name: str
    ok: bool
    message_ko: str = ""
    message_en: str = ""


def checks() -> list[Check]:
    """Every requirement of the gate, each asked now."""
    return [check() for check in CHECKS]


def _triggers() -> Check:
    try:
        with ckan_model.meta.engine.connect() as connection:
            missing = guard.missing(connection)
    except sa.exc.SQLAlchemyError as error:
        return _bad(
            "triggers", "데이터베이스에 연결할 수 없습니다", f"the database does not answer ({type(error).__name__})"
        )
    if missing:
        tables = ", ".join(missing)
        return _bad("triggers", f"{tables} 표의 보호 장치(트리거)가 없습니다", f"the guard of {tables} is missing")
    return Check("triggers", ok=True)


def _storage() -> Check:
    root = Path(tk.config["ckanext.govinnov.storage_path"])
    if not root.is_dir() or not os.access(root, os.W_OK | os.X_OK):
        return _bad("storage", "저장소 폴더를 쓸 수 없습니다", "the storage folder is not writable")
    if stat.S_IMODE(root.stat().st_mode) & 0o077:
        return _bad(
            "storage", "저장소 폴더가 다른 계정에 열려 있습니다", "the storage folder is open to other accounts"
        )
    return Check("storage", ok=True)


def _plugins() -> Check:
    loaded = set(tk.config["ckan.plugins"])
    forbidden = sorted(loaded & {"resource_proxy", "xloader", "datapusher"})
    if forbidden:
        names = ", ".join(forbidden)
        return _bad(
            "plugins",
            f"검사를 돌아가는 플러그인을 끄십시오: {names}",
            f"switch off plugins that go round the gate: {names}",
        )
    return Check("plugins", ok=True)


def _datastore_roles() -> Check:
    """A certified table alone may be read: the read role must not be the write role nor have rights by default."""
    if not tk.config.get("ckan.datastore.read_url"):
        return Check("datastore_roles", ok=True)
    read, write = (sa.make_url(tk.config[f"ckan.datastore.{kind}_url"]).username for kind in ("read", "write"))
    if read == write:
        return _bad(
            "datastore_roles",
            "데이터스토어의 읽기 계정과 쓰기 계정이 같습니다",
            "the DataStore reads and writes as one role",
        )
    if tables.readable_by_default():
        return _bad(
            "datastore_roles",
            "데이터스토어의 읽기 계정이 검사하지 않은 표까지 읽을 수 있습니다",
            "the DataStore's read role may read tables that were not checked",
        )
    return Check("datastore_roles", ok=True)


def _bad(name: str, ko: str, en: str) -> Check:
    return Check(
        name, ok=False,
        message_ko=f"{ko}. 고칠 때까지 자료를 열지 않습니다. `./govinnov up`을 다시 실행하십시오.",
        message_en=f"{en}. Nothing is served until it is mended: run `./govinnov up` again.",
    )  # fmt: skip


NAMES = ("triggers", "storage", "plugins", "datastore_roles")
CHECKS: tuple[Callable[[], Check], ...] = (_triggers, _storage, _plugins, _datastore_roles)


class Pulse:
    """Remembers the last answer for a few seconds, so that asking on every request costs nothing."""

    def __init__(self) -> None:
        self._failed: list[Check] = []
        self._until = 0.0

    def failed(self) -> list[Check]:
        """The requirements that do not hold, as of at most ``ckanext.govinnov.health_seconds`` ago."""
        if time.monotonic() >= self._until:
            self._failed = [check for check in checks() if not check.ok]
            self._until = time.monotonic() + tk.config["ckanext.govinnov.health_seconds"]
        return self._failed
