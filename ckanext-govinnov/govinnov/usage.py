"""What is wrong with a command line, in Korean beside click's English."""

from __future__ import annotations

import re

import click

_HANGUL = re.compile("[가-힣]")


def in_both(error: click.UsageError) -> click.UsageError:
    """The same error with a sentence in both languages; one that has Korean already is left as it is."""
    english = error.format_message()
    return error if _HANGUL.search(english) else click.UsageError(f"{_korean(error)} {english}", error.ctx)


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
