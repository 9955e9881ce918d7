"""``govinnov dispatch``: the analysis as commands, without a server."""

from __future__ import annotations

import click

from govinnov.dispatch.placement.cli import place_command, verify_command
from govinnov.dispatch.reach.cli import reach_command
from govinnov.dispatch.run.cli import run_command
from govinnov.dispatch.whatif.cli import what_if_command


@click.group()
def dispatch() -> None:
    """Who is reached in time, and where posts should stand."""


dispatch.add_command(place_command)
dispatch.add_command(verify_command)
dispatch.add_command(reach_command)
dispatch.add_command(run_command)
dispatch.add_command(what_if_command)
