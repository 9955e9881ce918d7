"""System packages: what the services need, found by what they provide, installed without waking a system service."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher import commands, postgres
from launcher.errors import MissingPackagesError

POLICY = Path("/usr/sbin/policy-rc.d")
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")
_HELD = ".before-govinnov"


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian package and the test that what we need of it is here, whoever brought it."""

    name: str
    present: Callable[[], bool]


def _command(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _python_headers() -> bool:
    include = subprocess.run(
        [python(), "-c", "import sysconfig; print(sysconfig.get_path('include'))"],
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(include.stdout.strip() or "/nowhere", "Python.h").exists()


def _library(name: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/lib").glob(f"*/{name}"))


SITE = (
    Package("postgresql-15", lambda: postgres.binaries() is not None),
    Package("redis-tools", _command("redis-server", "redis-check-rdb")),
    Package("openjdk-17-jdk-headless", _command("javac")),
    Package("maven", _command("mvn")),
    Package("libmagic1", _library("libmagic.so.1")),
    Package("gcc", _command("gcc", "cc")),
    Package("libc6-dev", lambda: Path("/usr/include/stdio.h").exists()),
    Package("libpq-dev", _command("pg_config")),
    Package("python3-dev", _python_headers),
    Package("python3-pip", lambda: _module("pip")),
    Package("python3-venv", lambda: _module("ensurepip")),
)
#: What PostgreSQL alone and its Python module need.
DATABASE = tuple(
    one for one in SITE if one.name not in ("redis-tools", "openjdk-17-jdk-headless", "maven", "libmagic1")
)
TESTS = (
    Package("chromium", _command("chromium")),
    Package("fonts-noto-cjk", lambda: any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))),
    Package("npm", _command("npm")),
    Package("git", _command("git")),
)


def python() -> str:
    """The system's own Python 3.11: one that every user of the machine can run."""
    for candidate in ("/usr/bin/python3.11", "/usr/bin/python3"):
        if Path(candidate).exists():
            return candidate
    return sys.executable


def _module(name: str) -> bool:
    return subprocess.run([python(), "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def missing(wanted: Sequence[Package]) -> list[str]:
    """Names of the packages whose provision is not here."""
    return [package.name for package in wanted if not package.present()]


def ensure(wanted: Sequence[Package]) -> list[str]:
    """Install what is missing; gives back the names installed.

    Raises:
        MissingPackagesError: This account may not install packages.
        LauncherError: The installation failed.
    """
    restore()
    names = missing(wanted)
    if not names:
        return []
    prefix = _rights(names)
    commands.run([*prefix, "apt-get", "-q", "update"], "read the list of system packages")
    with ExitStack() as held:
        if not prefix:
            held.enter_context(_quiet(names))
        _install(prefix, names)
    return names


def restore() -> None:
    """Put back what a killed installation left changed."""
    if os.getuid() == 0:
        for path in (POLICY, CLUSTERS):
            _put_back(path)


def _rights(names: Sequence[str]) -> list[str]:
    if os.getuid() == 0:
        return []
    raise MissingPackagesError(
        f"These system packages are missing: {' '.join(names)}. Install them (as root: apt-get install "
        f"--no-install-recommends {' '.join(names)}), or run ./govinnov up as root, then run it again."
    )


def _install(prefix: Sequence[str], names: Sequence[str]) -> None:
    command = [*prefix, "apt-get", "-q", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "UCF_FORCE_CONFFOLD": "1"}
    commands.run([*command, "install", *names], f"install {' '.join(names)}", environ=environ)


@contextmanager
def _quiet(names: Sequence[str]) -> Iterator[None]:
    """While packages install: no service starts, and PostgreSQL makes no cluster of its own."""
    with _holding(POLICY, "#!/bin/sh\nexit 101\n", 0o755):
        if "postgresql-15" not in names:
            yield
            return
        _install([], ["postgresql-common"])
        with _holding(CLUSTERS, "create_main_cluster = false\n", 0o644):
            yield


@contextmanager
def _holding(path: Path, text: str, mode: int) -> Iterator[None]:
    kept = path.with_name(path.name + _HELD)
    if path.exists():
        shutil.copy2(path, kept)
    else:
        kept.touch(mode=0o000)
    path.write_text(text)
    path.chmod(mode)
    try:
        yield
    finally:
        _put_back(path)


def _put_back(path: Path) -> None:
    """Undo `_holding`: an empty copy means that the file was not there."""
    kept = path.with_name(path.name + _HELD)
    if not kept.exists():
        return
    if kept.stat().st_size:
        kept.replace(path)
    else:
        path.unlink(missing_ok=True)
        kept.unlink()
