"""``ckan govinnov``: what the launcher and operators run inside the site."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from ckanext.govinnov.publishing.index_cli import index


@click.group()
def govinnov() -> None:
    """The catalog behind the gate."""


@govinnov.command()
def setup() -> None:
    """Bring databases, triggers, storage, roles and the admin to what the gate requires."""
    from ckanext.govinnov import bootstrap

    started = time.monotonic()
    for name in bootstrap.steps():
        click.echo(f"{name}: {time.monotonic() - started:.1f} s", err=True)


@govinnov.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of agency files.")
def seed(data: Path | None) -> None:
    """Register the seeded sources, harvest them and publish what passes the gate."""
    from ckanext.govinnov import wiring
    from harvesters.errors import HarvestError

    try:
        done = wiring.seed(data, progress=lambda line: click.echo(line, err=True))
    except HarvestError as error:
        raise click.ClickException(f"[{error.code}] {error.message_ko} {error.message_en}") from error
    click.echo(json.dumps(done, ensure_ascii=False))


@govinnov.command()
@click.option("--inputs", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--key", default="", help="What this run is of; told with its state.")
def dispatch(inputs: Path, key: str) -> None:
    """Compute the dispatch analysis from a folder of inputs, and publish what passes the gate."""
    from ckanext.govinnov import wiring
    from ckanext.govinnov.dispatch_runs import background
    from govinnov.dispatch.errors import InputError
    from harvesters.errors import HarvestError

    background.stand_back()
    try:
        wiring.dispatch(inputs, key, progress=lambda line: click.echo(line, err=True))
    except InputError as error:
        raise click.ClickException(f"[{error.code}] {error}") from error
    except HarvestError as error:
        raise click.ClickException(f"[{error.code}] {error.message_ko} {error.message_en}") from error


@govinnov.command()
@click.option("--json", "as_json", is_flag=True, help="One object on stdout.")
def health(as_json: bool) -> None:
    """Say whether everything that the gate depends on is as required; exit 1 when it is not."""
    from ckanext.govinnov import wiring

    report = wiring.health()
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        for check in report["checks"]:
            click.echo(f"{check['name']}: {'ok' if check['ok'] else check['message_en']}")
    sys.exit(0 if report["ok"] else 1)


@govinnov.command()
@click.argument("user", envvar="GOVINNOV_ADMIN_NAME")
def token(user: str) -> None:
    """Print a new API token of USER."""
    from ckanext.govinnov import bootstrap

    click.echo(bootstrap.make_token(user))


@govinnov.command()
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
@click.option(
    "--urgent", is_flag=True, help="Leave large files to other workers, so that nothing urgent waits for them."
)
def worker(once: bool, urgent: bool) -> None:
    """Do what follows commits: index what a crash left, make renditions, withdraw what was revoked."""
    from ckanext.govinnov.publishing import outbox, projector

    projector.run(once=once, leave=outbox.LONG if urgent else ())


@govinnov.command()
@click.option("--once", is_flag=True, help="Stop when nothing is ready.")
def harvester(once: bool) -> None:
    """Harvest what is due, asked for or approved, and write to stewards; as many of these as you like may run."""
    from ckanext.govinnov import wiring
    from ckanext.govinnov.harvesting import worker as harvesting

    signals = harvesting.Signals()
    harvesting.run(lambda: wiring.engine(lambda line: None, signals.checkpoint), signals, once=once)


@govinnov.command()
def rescreen() -> None:
    """Screen everything published again that was not yet screened under the rules in force; revoke what fails."""
    from ckanext.govinnov.publishing import projector
    from ckanext.govinnov.publishing import rescreen as screening

    click.echo(f"to screen again: {screening.order()}", err=True)
    projector.run(once=True)


@govinnov.command()
@click.option("--sha256", help="Bytes to remove, wherever no standing certificate covers them.")
@click.option("--version", "version_id", help="Id of a version: revoked, and its bytes removed.")
@click.option("--reason", required=True, help="Why; it stands on the tombstone.")
@click.option("--by", "person", envvar="GOVINNOV_ADMIN_NAME", default="operator", help="Who decided it.")
def purge(sha256: str | None, version_id: str | None, reason: str, person: str) -> None:
    """Remove bytes for good and leave a tombstone; exit 1 when a standing certificate keeps them."""
    from ckanext.govinnov.publishing import projector
    from ckanext.govinnov.publishing import purge as purging

    if bool(sha256) == bool(version_id):
        raise click.UsageError("Give either --sha256 or --version.")
    if version_id:
        done = purging.purge_version(version_id, person, reason)
        if done is None:
            raise click.UsageError(f"There is no version {version_id}.")
    else:
        done = purging.purge_bytes(str(sha256), person, reason)
    projector.run(once=True)
    click.echo(json.dumps({"versions": done.versions, "removed": done.removed, "kept_by": list(done.kept_by)}))
    sys.exit(0 if done.removed else 1)


def _harvest() -> click.Group:
    """``harvest``: sources, dry runs, runs, approvals and jobs of this site."""
    from harvesters.desk_cli import desk_commands

    def engine() -> Any:
        from ckanext.govinnov import wiring

        return wiring.engine(lambda line: click.echo(line, err=True))

    def desk() -> Any:
        from ckanext.govinnov import wiring

        return wiring.desk()

    return desk_commands(engine, desk, lambda: os.environ.get("GOVINNOV_ADMIN_NAME", "operator"))


govinnov.add_command(_harvest())
govinnov.add_command(index)
