"""CKAN's settings: config/ckan.ini.tmpl with this instance's addresses and secrets, or the environment's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from launcher import ports, postgres, redis_server, solr
from launcher.errors import LauncherError
from launcher.instance import TRACE_READER, Instance, write_private
from launcher.paths import Paths

PLUGINS = (
    "govinnov activity datastore scheming_datasets dcat structured_data spatial_metadata spatial_query "
    "text_view image_view"
)


@dataclass(frozen=True, slots=True)
class Services:
    """Where each service is, and which of them are ours to start."""

    database: str
    datastore_write: str
    datastore_read: str
    trace: str
    redis: str
    solr: str
    site: str
    own: frozenset[str]


def services(instance: Instance, environ: Mapping[str, str] = os.environ) -> Services:
    """The addresses of all services: named in the environment, else our own.

    Raises:
        LauncherError: Only some of PostgreSQL's three addresses are named.
    """
    named = {name: environ[f"GOVINNOV_{name}_URL"] for name in NAMED if environ.get(f"GOVINNOV_{name}_URL")}
    databases = named.keys() & {"DATABASE", "DATASTORE_WRITE", "DATASTORE_READ"}
    if len(databases) in (1, 2):
        raise LauncherError(
            "An existing PostgreSQL needs all three of GOVINNOV_DATABASE_URL, GOVINNOV_DATASTORE_WRITE_URL and "
            "GOVINNOV_DATASTORE_READ_URL: set the ones that are missing, or none."
        )
    own = {"postgres": not databases, "redis": "REDIS" not in named, "solr": "SOLR" not in named}
    return Services(
        database=named.get("DATABASE") or postgres.url(instance, "ckan", "ckan"),
        datastore_write=named.get("DATASTORE_WRITE") or postgres.url(instance, "datastore_write", "datastore"),
        datastore_read=named.get("DATASTORE_READ") or postgres.url(instance, "datastore_read", "datastore"),
        trace=named.get("TRACE") or ("" if databases else _trace(instance)),
        redis=named.get("REDIS") or redis_server.url(instance),
        solr=named.get("SOLR") or solr.url(instance),
        site=named.get("SITE") or f"http://{ports.HOST}:{instance.ports['site']}",
        own=frozenset(name for name, ours in own.items() if ours),
    )


def _trace(instance: Instance) -> str:
    """The trace as the public asks it; nothing in an instance that no `up` has seen since that needs a login."""
    return postgres.url(instance, TRACE_READER, "ckan") if TRACE_READER in instance.secrets else ""


NAMED = ("DATABASE", "DATASTORE_WRITE", "DATASTORE_READ", "TRACE", "REDIS", "SOLR", "SITE")


def load_local(file: Path) -> None:
    """Take settings from config/local.env that the environment does not name: KEY=VALUE lines, # for remarks.

    Raises:
        LauncherError: A line is neither.
    """
    if not file.exists():
        return
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise LauncherError(f"{file} line {number} is not NAME=VALUE: put it right and run again.")
        os.environ.setdefault(name.strip(), value.strip())


def write(paths: Paths, instance: Instance) -> bool:
    """Write ckan.ini; False when it is already as it would be written."""
    text = render((paths.config / "ckan.ini.tmpl").read_text(), paths, instance)
    if paths.ini.exists() and paths.ini.read_text() == text:
        return False
    write_private(paths.ini, text)
    return True


def render(template: str, paths: Paths, instance: Instance) -> str:
    """The template with every $name filled; a percent sign in a value is doubled, as ini files want it."""
    values = _values(paths, instance)
    return Template(template).substitute({name: value.replace("%", "%%") for name, value in values.items()})


def _values(paths: Paths, instance: Instance) -> dict[str, str]:
    places = services(instance)
    return {
        "site_url": places.site,
        "database_url": places.database,
        "datastore_write_url": places.datastore_write,
        "datastore_read_url": places.datastore_read,
        "trace_url": places.trace,
        "redis_url": places.redis,
        "solr_url": places.solr,
        "session_secret": instance.secrets["session"],
        "csrf_secret": instance.secrets["csrf"],
        "token_secret": instance.secrets["token"],
        "state": str(paths.state),
        "source": str(paths.source),
        "plugins": plugins(paths),
    }


def plugins(paths: Paths) -> str:
    """The plugins to load, ours among them once it is there."""
    ours = paths.source / "ckanext-govinnov" / "ckanext" / "govinnov" / "plugin.py"
    return PLUGINS if ours.exists() else PLUGINS.removeprefix("govinnov ").replace("scheming_datasets ", "")
