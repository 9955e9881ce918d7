"""How commands of ``dispatch`` print and end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from govinnov.dispatch.errors import InputError

#: Exit codes: 0 computed, 1 not valid, 2 bad input.
NOT_VALID, BAD_INPUT = 1, 2


class Answering(click.Command):
    """A command that tells of wrong options as of other bad input: with ``--json`` in one object."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the options."""
        as_json = "--json" in args
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            if not as_json:
                raise
            refuse(InputError("bad-option", why=error.format_message()), as_json=True)


def tell(told: dict[str, Any], *, as_json: bool) -> None:
    """Print one JSON object, or a line for each value."""
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        click.echo(f"{name}: {value}")


@contextmanager
def refusals(*, as_json: bool, **more: object) -> Iterator[None]:
    """Print what is wrong with the input, and end with 2."""
    try:
        yield
    except InputError as error:
        refuse(error, as_json=as_json, **more)


def refuse(error: InputError, *, as_json: bool, **more: object) -> NoReturn:
    """Print one refusal, and end with 2."""
    if as_json:
        tell({**more, "error": error.as_dict()}, as_json=True)
    else:
        place = ":".join(str(part) for part in (error.file, error.line) if part)
        click.echo(f"{place}: {error.text}" if place else error.text, err=True)
    sys.exit(BAD_INPUT)
