"""What can be wrong with the registry's files."""

from __future__ import annotations

from pathlib import Path


class RegistryError(ValueError):
    """A file of the registry breaks its rules; carries the file and the line, counted from 1."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        super().__init__(f"{path}:{line}: {problem}")
