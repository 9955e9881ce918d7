"""Where things lie: the clone, the state of one instance, and the cache that every clone shares."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from launcher.account import HOME, Account
from launcher.errors import LauncherError

CLONE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Paths:
    """The three places, and the names inside them."""

    clone: Path
    state: Path
    cache: Path

    @property
    def config(self) -> Path:
        """Templates and the Solr configset, as committed."""
        return self.source / "config"

    @property
    def source(self) -> Path:
        """The code the services run: the clone, or its copy where their user cannot enter the clone."""
        copy = self.state / "source"
        return copy if copy.is_dir() else self.clone

    @property
    def logs(self) -> Path:
        """One log file per service."""
        return self.state / "logs"

    @property
    def run(self) -> Path:
        """One process file per service."""
        return self.state / "run"

    @property
    def instance(self) -> Path:
        """Ports and secrets of this instance (mode 600)."""
        return self.state / "instance.json"

    @property
    def ini(self) -> Path:
        """CKAN's settings, written from config/ckan.ini.tmpl at every start (mode 600)."""
        return self.state / "ckan.ini"

    @property
    def overlay(self) -> Path:
        """The environment that sees this source: a thin layer over the shared one."""
        return self.cache / "sites" / _digest(str(self.source))


def resolve(account: Account) -> Paths:
    """The places of this clone for the services' user.

    Raises:
        LauncherError: A state folder was named that the services' user cannot reach.
    """
    return Paths(clone=CLONE, state=_state(account), cache=_cache())


def make(paths: Paths, account: Account) -> None:
    """Make the state and cache folders; the state belongs to the services' user alone.

    Raises:
        LauncherError: The services' user cannot reach the state folder.
    """
    paths.cache.mkdir(parents=True, exist_ok=True)
    paths.state.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        os.chown(paths.state, account.uid, account.gid)
    paths.state.chmod(0o700)
    if not account.may_write(paths.state):
        raise LauncherError(
            f"The user {account.name} cannot enter {paths.state}. Name another folder in GOVINNOV_STATE, "
            f"or let others pass through its parent folders (chmod o+x)."
        )


def _state(account: Account) -> Path:
    named = os.environ.get("GOVINNOV_STATE")
    if named:
        return Path(named).absolute()
    if account.may_read(CLONE / "setup.py"):
        return CLONE / ".state"
    return HOME / f"{CLONE.name}-{_digest(str(CLONE))}"


def _cache() -> Path:
    named = os.environ.get("GOVINNOV_CACHE")
    if named:
        return Path(named).absolute()
    if os.getuid() == 0 or not os.access(Path.home(), os.W_OK):
        return Path("/var/cache/govinnov")
    return Path.home() / ".cache" / "govinnov"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
