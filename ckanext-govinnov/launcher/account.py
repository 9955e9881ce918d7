"""Who runs the services: a system user of our own when root starts them, else the person who called."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

NAME = "govinnov"
HOME = Path("/var/lib/govinnov")


@dataclass(frozen=True, slots=True)
class Account:
    """The user who owns the state and runs PostgreSQL, Redis, Solr and CKAN."""

    name: str
    uid: int
    gid: int

    def may_read(self, path: Path) -> bool:
        """Whether this user can open `path`, asked of the system itself and not guessed from modes."""
        return self._test("-r", path)

    def may_write(self, path: Path) -> bool:
        """Whether this user can make files in the folder `path`."""
        return self._test("-w", path) and self._test("-x", path)

    def _test(self, flag: str, path: Path) -> bool:
        command = ["/usr/bin/test", flag, str(path)]
        if os.getuid() == 0:
            done = subprocess.run(command, user=self.uid, group=self.gid, extra_groups=[], check=False)
        else:
            done = subprocess.run(command, check=False)
        return done.returncode == 0

    def become(self) -> None:
        """Give up root's rights for good: everything after this runs as the services' user."""
        if os.getuid() != 0:
            return
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)
        os.environ.update(HOME=str(HOME), USER=self.name, LOGNAME=self.name)
        os.umask(0o077)


def service_account() -> Account:
    """The services' user, made on this machine when root asks and it does not exist.

    Raises:
        LauncherError: The user could not be made.
    """
    if os.getuid() != 0:
        return _current()
    account = _existing() or _made()
    HOME.mkdir(parents=True, exist_ok=True)
    os.chown(HOME, account.uid, account.gid)
    return account


def existing_account() -> Account:
    """The services' user without making one; root itself where there is none yet (nothing runs then)."""
    return (_existing() if os.getuid() == 0 else None) or _current()


def _current() -> Account:
    entry = pwd.getpwuid(os.getuid())
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _existing() -> Account | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _made() -> Account:
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", str(HOME), "--shell", "/usr/sbin/nologin", NAME]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    account = _existing()
    if account is None:
        raise LauncherError(f"The system user {NAME} could not be made: {done.stderr.strip()}")
    return account
