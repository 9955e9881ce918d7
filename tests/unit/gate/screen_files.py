"""Write small files and screen them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govinnov.gate.model import Finding, Table
from govinnov.gate.screen import ScreenSettings, screen_table


@dataclass(frozen=True, slots=True)
class Screen:
    """Screens tables written below a folder."""

    folder: Path

    def table(
        self, text: str, fields: Sequence[dict[str, Any]] = (), settings: ScreenSettings | None = None
    ) -> list[Finding]:
        """The findings of a CSV text."""
        path = self.folder / "table.csv"
        path.write_bytes(text.encode())
        labels = tuple(next(csv.reader([text.partition("\n")[0].rstrip("\r")])))
        table = Table(path, labels, text.count("\n") - 1)
        return list(screen_table(table, {"fields": list(fields)}, settings=settings or ScreenSettings()))

    def findings(
        self,
        label: str,
        cells: Sequence[str],
        field: dict[str, Any] | None = None,
        settings: ScreenSettings | None = None,
    ) -> list[Finding]:
        """The findings of a file with one column."""
        lines = "".join('"' + cell.replace('"', '""') + '"\n' for cell in (label, *cells))
        return self.table(lines, [{"name": label, **(field or {})}], settings)

    def codes(self, *args: Any) -> list[str]:
        """The codes of ``findings``, in their order."""
        return [found.code for found in self.findings(*args)]
