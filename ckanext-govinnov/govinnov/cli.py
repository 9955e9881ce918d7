"""The command ``govinnov``: each room adds its own group by the entry point group ``govinnov.commands``."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import click

GROUP = "govinnov.commands"


def rooms() -> dict[str, EntryPoint]:
    """Every room's command group by name; nothing is imported yet."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


class Rooms(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the rooms that have commands."""
        return sorted(rooms())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one room's commands."""
        entry = rooms().get(cmd_name)
        command: click.Command | None = entry.load() if entry else None
        return command


@click.command(cls=Rooms)
def main() -> None:
    """Check, harvest and analyse open data without a server."""


if __name__ == "__main__":
    main(prog_name="govinnov")
