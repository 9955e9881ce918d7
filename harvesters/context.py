"""What a source type gets to work with, and where it writes down what it saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from harvesters.errors import UsageError
from harvesters.model import Bookmark, Option, Problem, Source

if TYPE_CHECKING:
    from harvesters.ports import Clock, Fetcher


@dataclass(slots=True)
class Visit:
    """What a source notes while it is read.

    ``bookmark`` is kept for the next visit once the job is done. ``unchanged`` says that the whole list is as before;
    ``partial`` that it names only what changed, so that absence means nothing.
    """

    problems: list[Problem] = field(default_factory=list)
    bookmark: Bookmark | None = None
    unchanged: bool = False
    partial: bool = False

    def note(self, problem: Problem) -> None:
        """Write down something a steward should read."""
        self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Context:
    """One visit to one source: its settings, the polite session, a folder for bytes, and the notes."""

    source: Source
    options: Mapping[str, str | int | bool]
    http: Fetcher
    workdir: Path
    clock: Clock
    bookmark: Bookmark | None = None
    visit: Visit = field(default_factory=Visit)

    def text(self, name: str) -> str:
        """An option as text; empty when it is not set."""
        return str(self.options[name])

    def number(self, name: str) -> int:
        """An option as a whole number."""
        return int(self.options[name])

    def flag(self, name: str) -> bool:
        """An option as yes or no."""
        return bool(self.options[name])


#: Options that every source type takes.
COMMON_OPTIONS = (
    Option("pause_ms", int, 50, "milliseconds between two requests to the other side"),
    Option("after_parse", str, "", "name of a hook of the entry point group govinnov.after_parse"),
    Option("daily_limit", int, 0, "requests a day that the other side allows, counted in the database; 0 counts none"),
    Option(
        "download", bool, False, "bring the files behind a record's links through the gate, instead of linking only"
    ),
)


def read_options(source: Source, declared: Sequence[Option]) -> dict[str, str | int | bool]:
    """Every declared and common option with the source's value or its default.

    Raises:
        UsageError: An option is unknown, or its value is not of its kind.
    """
    declared = (*declared, *COMMON_OPTIONS)
    unknown = set(source.options) - {option.name for option in declared}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UsageError(
            "unknown-option",
            f"'{source.type}' 소스에는 {names} 옵션이 없습니다. docs/reference/sources.md에서 이름을 확인하세요.",
            f"The source type '{source.type}' has no option {names}; see docs/reference/sources.md for the names.",
        )
    return {option.name: _value(option, source.options.get(option.name, option.default)) for option in declared}


def _value(option: Option, given: str | int | bool) -> str | int | bool:
    """``given`` as the option's kind; "true", "1" and "yes" are yes."""
    if option.kind is bool:
        return given if isinstance(given, bool) else str(given).lower() in {"1", "true", "yes", "y"}
    try:
        return int(given) if option.kind is int else str(given)
    except ValueError as error:
        raise UsageError(
            "wrong-option",
            f"옵션 {option.name}의 값 '{given}'은(는) 정수여야 합니다.",
            f"Option {option.name} must be a whole number, not '{given}'.",
        ) from error
