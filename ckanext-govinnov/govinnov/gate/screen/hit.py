"""What a detector reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found in one text: its finding code and its value, already masked when personal."""

    code: str
    masked: str
