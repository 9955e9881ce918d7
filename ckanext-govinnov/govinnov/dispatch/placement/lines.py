"""Lines of an instance's file, with their numbers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from govinnov.dispatch.errors import InputError


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that are not blank: their numbers, counted from 1, and their words."""

    file: str
    sha256: str
    words: tuple[tuple[int, list[str]], ...]

    @property
    def last(self) -> int:
        """Number of the last line."""
        return self.words[-1][0]

    def error(self, code: str, line: int | None, **values: object) -> InputError:
        """A refusal of this file."""
        return InputError(code, line, self.file, **values)

    def whole(self, at: int, count: int, form: str) -> list[int]:
        """The first numbers of a line.

        Raises:
            InputError: ``bad-line``: they are too few, or not whole.
        """
        line, words = self.words[at]
        try:
            numbers = [int(word) for word in words[:count]]
        except ValueError:
            numbers = []
        if len(numbers) < count:
            raise self.error("bad-line", line, form=form)
        return numbers


def read(path: Path) -> Lines:
    """Read a file of words between spaces or tabs, with any line end.

    Raises:
        InputError: ``unreadable`` or ``empty-instance``.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig").rstrip("\x1a")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
    words = tuple((line, row.split()) for line, row in enumerate(text.splitlines(), 1) if row.strip())
    if not words:
        raise InputError("empty-instance", 1, path.name)
    return Lines(path.name, hashlib.sha256(data).hexdigest(), words)
