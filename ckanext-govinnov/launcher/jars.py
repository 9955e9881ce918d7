"""Solr's jars: resolved by Maven from config/solr/pom.xml, each verified against config/solr/jars.sha256."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from launcher import commands, locks
from launcher.errors import LauncherError
from launcher.paths import Paths

_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
COMPLETE = ".complete"


def folder(paths: Paths) -> Path:
    """Where the verified jars lie: named after the list, outside every clone."""
    solr = paths.config / "solr"
    named = (solr / "jars.sha256").read_bytes() + (solr / "SolrServer.java").read_bytes()
    return paths.cache / f"solr-{hashlib.sha256(named).hexdigest()[:16]}"


def is_ready(paths: Paths) -> bool:
    """Whether the jars are here and were verified."""
    return (folder(paths) / COMPLETE).exists()


def ensure(paths: Paths) -> None:
    """Fetch and verify the jars, and compile the class that starts Solr.

    Raises:
        LauncherError: A jar could not be fetched, is missing, is not on the list or differs from it.
    """
    if is_ready(paths):
        return
    with locks.exclusive(paths.cache / "jars.lock", "fetching Solr"):
        if not is_ready(paths):
            _make(paths)


def _make(paths: Paths) -> None:
    target = folder(paths)
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    partial.mkdir(parents=True)
    solr = paths.config / "solr"
    maven = ["mvn", "-q", "-B", "-f", str(solr / "pom.xml"), f"-Dmaven.repo.local={paths.cache / 'maven'}", _GOAL]
    commands.run(
        [*maven, "-DincludeScope=runtime", f"-DoutputDirectory={partial}"], "fetch Solr", environ=_maven_environ()
    )
    verify(partial, solr / "jars.sha256")
    javac = ["javac", "-d", str(partial), "-cp", f"{partial}/*", str(solr / "SolrServer.java")]
    commands.run(javac, "compile the class that starts Solr")
    (partial / COMPLETE).touch()
    partial.rename(target)


def verify(jars: Path, listing: Path) -> None:
    """Compare every jar of a folder with the list.

    Raises:
        LauncherError: Names the jars that are missing, unknown or different.
    """
    expected = {name: digest for digest, name in (line.split() for line in listing.read_text().splitlines())}
    found = {jar.name: _sha256(jar) for jar in jars.glob("*.jar")}
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if wrong:
        raise LauncherError(
            f"These jars are not as {listing.name} lists them: {', '.join(wrong)}. Run again; if it stays so, "
            "somebody changed them: don't use them."
        )


def _maven_environ() -> dict[str, str]:
    return {**os.environ, "MAVEN_OPTS": os.environ.get("MAVEN_OPTS", "") + " -Xmx512m"}


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
