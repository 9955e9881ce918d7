"""What a finding code is."""

from __future__ import annotations

from dataclasses import dataclass

from govinnov.gate.model import Level, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its name, how much it weighs, and its sentences with ``{placeholders}``.

    ``todo_ko`` tells a steward what to do; ``example`` shows the case. Both stand on the stewards' page.
    """

    name: str
    level: Level
    severity: Severity
    ko: str
    en: str
    todo_ko: str
    todo_en: str
    example: str
