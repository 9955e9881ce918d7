"""The command ``govinnov``: each room adds its own group by the entry point group ``govinnov.commands``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.usage import in_both

if TYPE_CHECKING:
    from govinnov.gate.permits import Judged

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

    def invoke(self, ctx: click.Context) -> Any:
        """Run a room's command; what is wrong with how it is used is said in both languages."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise in_both(error) from None


@click.command(cls=Rooms)
@click.pass_context
def main(context: click.Context) -> None:
    """Check, harvest and analyse open data without a server."""
    context.obj = Permitting()


class Permitting:
    """The gate, for rooms that take feeds and do not know it themselves; it is loaded when it is asked."""

    def __call__(
        self, path: Path, schema: dict[str, Any], codes: Mapping[str, frozenset[str]]
    ) -> AbstractContextManager[Judged]:
        """Judge a table."""
        from govinnov.gate.permits import permitted

        return permitted(path, schema, codes)

    def texts(self, texts: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], frozenset[str]]:
        """Judge the texts of a document."""
        from govinnov.gate.screen import holding_texts

        return holding_texts(texts)


if __name__ == "__main__":
    main(prog_name="govinnov")
