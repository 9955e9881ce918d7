"""What the trace says of a document or a code: data, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its name, how much it weighs, and its sentences with ``{placeholders}``.

    ``todo_ko`` and ``todo_en`` say what to do; ``example`` shows the case. All stand on the reference page.
    """

    name: str
    severity: Severity
    ko: str
    en: str
    todo_ko: str
    todo_en: str
    example: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, in the order in which ``--json`` prints it.

    ``path`` leads to the field (``epcisBody.eventList[0].eventTime``), empty for the whole document. ``value`` is cut
    to 80 signs and masked where it looks personal. ``fix`` is the value to write instead, where it is known.
    """

    code: str
    severity: Severity
    path: str
    value: str | None
    message_ko: str
    message_en: str
    fix: str | None = None
