"""A private PostgreSQL: its own cluster, loopback only, no socket file (its path could be too long), two databases."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

from launcher import commands, ports
from launcher.errors import LauncherError
from launcher.instance import ROLES, TRACE_READER, Instance, write_private
from launcher.paths import Paths
from launcher.processes import Program

OLDEST = 15
# Each database with its owner and who else may connect; nobody else may, so the DataStore's reader never sees CKAN's
# tables. (CKAN's script of DataStore permissions, run as datastore_write, names the database ckan.)
DATABASES = {
    "ckan": ("ckan", ("datastore_write", TRACE_READER)),
    "datastore": ("datastore_write", ("ckan", "datastore_read")),
}
_SETTINGS = {
    "listen_addresses": ports.HOST,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "log_min_error_statement": "panic",  # statements hold what people wrote: errors are logged without them
    "log_parameter_max_length_on_error": "0",
}


def binaries() -> Path | None:
    """The folder of the newest installed PostgreSQL of version 15 or later."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    numbered = sorted((int(path.parent.name), path) for path in folders if path.parent.name.isdigit())
    if numbered and numbered[-1][0] >= OLDEST:
        return numbered[-1][1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def program(paths: Paths) -> Program:
    """PostgreSQL as a background program; SIGINT is its fast and clean stop."""
    return Program("postgres", paths.run, paths.logs, stop_signal=signal.SIGINT)


def ensure(paths: Paths, instance: Instance) -> None:
    """Make the cluster, start it, and make its roles and databases, each only where it is missing.

    Raises:
        LauncherError: The port is taken, or PostgreSQL did not start.
    """
    server = program(paths)
    if server.pid() is None:
        _make_cluster(paths, instance)
        ports_free(paths, instance)
        server.start(_command(paths, instance), {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, paths.state)
    server.await_ready(lambda: is_healthy(instance), 60)
    _make_roles(instance)
    for database, (owner, guests) in DATABASES.items():
        _make_database(instance, database, owner, guests)


def is_healthy(instance: Instance) -> bool:
    """Whether the server answers a query of its superuser."""
    try:
        return query(instance, "SELECT 1") == "1"
    except LauncherError:
        return False


def url(instance: Instance, role: str, database: str) -> str:
    """How a role reaches a database."""
    return f"postgresql://{role}:{instance.secrets[role]}@{ports.HOST}:{instance.ports['postgres']}/{database}"


def query(instance: Instance, sql: str, database: str = "postgres") -> str:
    """Run SQL as the superuser; the password goes by the environment, the SQL by standard input."""
    folder = binaries()
    if folder is None:
        raise LauncherError("PostgreSQL 15 or newer is not installed: run ./govinnov up.")
    command = [str(folder / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", ports.HOST]
    command += ["-p", str(instance.ports["postgres"]), "-U", "postgres", "-d", database]
    environ = {"PATH": os.environ["PATH"], "PGPASSWORD": instance.secrets["postgres"], "PGCONNECT_TIMEOUT": "5"}
    return commands.run(command, "ask PostgreSQL", environ=environ, stdin=sql).strip()


def ports_free(paths: Paths, instance: Instance, service: str = "postgres") -> None:
    """Check that a service's remembered port is not somebody else's by now.

    Raises:
        LauncherError: It is.
    """
    port = instance.ports[service]
    if not ports.comes_free(port, 3):
        raise LauncherError(
            f"Port {port}, remembered for {service}, is used by another program. Stop that program, or write another "
            f'free port for "{service}" into {paths.instance}; then run ./govinnov up again.'
        )


def _make_cluster(paths: Paths, instance: Instance) -> None:
    target = paths.state / "postgres"
    if target.exists():
        return
    folder = binaries()
    if folder is None:
        raise LauncherError("PostgreSQL 15 or newer is not installed: run ./govinnov up.")
    partial = paths.state / "postgres.partial"
    shutil.rmtree(partial, ignore_errors=True)
    password = paths.state / "postgres.password"
    write_private(password, instance.secrets["postgres"])
    command = [str(folder / "initdb"), "-D", str(partial), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
    command += ["--auth=scram-sha-256", f"--pwfile={password}"]
    commands.run(command, "make the database cluster")
    password.unlink()
    partial.rename(target)


def _command(paths: Paths, instance: Instance) -> list[str]:
    folder = binaries() or Path()
    settings = {**_SETTINGS, "port": str(instance.ports["postgres"])}
    if os.environ.get("GOVINNOV_THROWAWAY"):
        # A killed server loses nothing that it committed; a machine that loses power may lose all of it.
        settings |= {"fsync": "off", "full_page_writes": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(folder / "postgres"), "-D", str(paths.state / "postgres"), *options]


def _make_roles(instance: Instance) -> None:
    known = query(instance, "SELECT rolname FROM pg_roles").split()
    enter = query(instance, "SELECT rolname FROM pg_roles WHERE rolcanlogin").split()
    missing = {name: "ALTER" if name in known else "CREATE" for name in ROLES if name not in enter}
    if missing:
        statements = [_role(verb, name, instance.secrets[name]) for name, verb in missing.items()]
        # CKAN's role may take on the trace's reader too, for look-ups by command.
        query(instance, "\n".join([*statements, f"GRANT {TRACE_READER} TO ckan;"]))


def _role(verb: str, name: str, secret: str) -> str:
    if not re.fullmatch("[0-9a-f]+", secret):
        raise LauncherError(f"The secret of {name} in instance.json is not as we made it: restore the file.")
    return f"{verb} ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{secret}';"


def _make_database(instance: Instance, database: str, owner: str, guests: tuple[str, ...]) -> None:
    if query(instance, f"SELECT 1 FROM pg_database WHERE datname = '{database}'") != "1":  # noqa: S608 (our own names)
        query(instance, f"CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'")
    query(instance, f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    for guest in guests:
        query(instance, f"GRANT CONNECT ON DATABASE {database} TO {guest}")
