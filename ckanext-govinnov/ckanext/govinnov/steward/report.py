"""Findings gathered for reading: one group per code and column, the heaviest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Finding = Mapping[str, Any]

#: How the gate's sentences begin that speak of one row.
_ITS_ROW = re.compile(r"^(?:\d+행(?:의|에서|에|이)? |Row \d+[:,]? )")

_WEIGHT = {"error": 0, "confirm": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one code in one column (None for the whole file or table)."""

    code: str
    severity: str
    field: str | None
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """Row numbers the findings speak of, each once, as the gate counts them (the header is row 1)."""
        return tuple(sorted({finding["row"] for finding in self.findings if finding.get("row")}))

    def sentence(self, korean: bool) -> str:
        """What is wrong, in the words of the first finding; without its row where there are several rows."""
        words = str(self.findings[0]["message_ko" if korean else "message_en"])
        return _ITS_ROW.sub("", words) if len(self.rows) > 1 else words

    @property
    def holds(self) -> bool:
        """Say whether these findings keep the file from being published."""
        return self.severity != "info"


def groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Groups by weight, then by how many rows they touch."""
    gathered: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding["code"], finding["severity"], finding.get("field")), []).append(finding)
    made = [Group(code, severity, field, tuple(found)) for (code, severity, field), found in gathered.items()]
    return tuple(sorted(made, key=lambda group: (_WEIGHT[group.severity], -len(group.rows), group.code)))


def rows_with_problems(found: Iterable[Group]) -> int:
    """How many rows have at least one finding that holds the file."""
    return len({row for group in found if group.holds for row in group.rows})
