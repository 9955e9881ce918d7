"""A private Solr in its own Jetty: CKAN's core with our Korean fields, loopback only."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from launcher import jars, ports
from launcher.instance import Instance
from launcher.paths import Paths
from launcher.postgres import ports_free
from launcher.processes import Program

_MEMORY = ("-Xms256m", "-Xmx1g")


def program(paths: Paths) -> Program:
    """Solr as a background program."""
    return Program("solr", paths.run, paths.logs)


def begin(paths: Paths, instance: Instance) -> None:
    """Start Solr where it does not run, without waiting: it takes its seconds while others work.

    A changed configset stops a running Solr first.

    Raises:
        LauncherError: The port is taken.
    """
    server = program(paths)
    if _lay_home(paths):
        server.stop()
    if server.pid() is None:
        ports_free(paths, instance, "solr")
        server.start(_command(paths, instance), {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, paths.state / "solr")


def await_ready(paths: Paths, instance: Instance) -> None:
    """Wait until the core answers.

    Raises:
        LauncherError: It did not.
    """
    program(paths).await_ready(lambda: is_healthy(url(instance)), 120)


def url(instance: Instance) -> str:
    """The address of CKAN's core."""
    return f"http://{ports.HOST}:{instance.ports['solr']}/solr/ckan"


def is_healthy(core: str) -> bool:
    """Whether the core at this address answers a query."""
    try:
        with urllib.request.urlopen(f"{core}/select?q=*:*&rows=0&wt=json", timeout=5) as answer:  # noqa: S310 (our own address)
            return bool(json.load(answer)["responseHeader"]["status"] == 0)
    except (OSError, ValueError, KeyError):
        return False


def _lay_home(paths: Paths) -> bool:
    """Lay Solr's home from the committed configset; True when it differs from what lay there."""
    home = paths.state / "solr"
    key = _configset_key(paths.config / "solr")
    mark = home / "configset.key"
    if mark.exists() and mark.read_text() == key:
        return False
    core = home / "ckan"
    core.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(core / "conf", ignore_errors=True)
    shutil.copytree(paths.config / "solr" / "ckan" / "conf", core / "conf")
    shutil.copy(paths.config / "solr" / "ckan" / "core.properties", core)
    shutil.copy(paths.config / "solr" / "solr.xml", home)
    mark.write_text(key)
    return True


def _configset_key(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in [folder / "solr.xml", *sorted((folder / "ckan").rglob("*"))]:
        if file.is_file():
            whole.update(file.read_bytes())
    return whole.hexdigest()


def _command(paths: Paths, instance: Instance) -> list[str]:
    folder = jars.folder(paths)
    return [
        "java",
        *_MEMORY,
        f"-Dhost={ports.HOST}",
        f"-Djetty.port={instance.ports['solr']}",
        f"-Dsolr.solr.home={paths.state / 'solr'}",
        f"-Dlog4j2.configurationFile={paths.config / 'solr' / 'log4j2.xml'}",
        "-Duser.timezone=UTC",
        "-cp",
        f"{folder}:{folder}/*",
        "SolrServer",
    ]
