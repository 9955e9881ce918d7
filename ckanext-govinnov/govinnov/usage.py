"""What is wrong with a command line, in Korean beside click's English."""

from __future__ import annotations

import click


class Misuse(click.UsageError):
    """What is wrong with a command line, in both languages by whoever found it."""

    def __init__(self, korean: str, english: str) -> None:
        super().__init__(f"{korean} {english}")


def in_both(error: click.UsageError) -> click.UsageError:
    """The same error with a sentence in both languages; what was typed may be Korean, and makes none."""
    if isinstance(error, Misuse):
        return error
    return click.UsageError(f"{_korean(error)} {error.format_message()}", error.ctx)


def _korean(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter():
            return f"빠진 것이 있습니다: {_name(error)}."
        case click.BadParameter():
            return f"값이 맞지 않습니다: {_name(error)}."
        case click.NoSuchOption():
            return f"없는 옵션입니다: {error.option_name}."
        case click.BadOptionUsage():
            return f"옵션을 쓰는 법이 맞지 않습니다: {error.option_name}."
        case _:
            return "명령을 쓰는 법이 맞지 않습니다."


def _name(error: click.BadParameter) -> str:
    """The parameter that the error is about, as the help names it."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
    return hint if isinstance(hint, str) else " / ".join(hint)
