"""What harvesting can't do, grouped by what the engine shall do about it.

HarvestError
 ├─ AbortJobError         stop this job; nothing more is read, nothing goes missing; a steward is told
 │   ├─ KeyRefusedError       the service key is wrong, expired or not registered: no retry helps
 │   └─ LeaseLostError        another worker took the job over: stop without writing
 ├─ RetryLaterError       the other side can't now; ``seconds`` says when to come back
 ├─ SkipObjectError       this one record can't be used; the others go on
 └─ UsageError            the person who asked must change something first
"""

from __future__ import annotations

from harvesters.keys import redact
from harvesters.model import Problem


class HarvestError(Exception):
    """The root: every error says in both languages what to do, and has a code; keys in its words are hidden."""

    def __init__(self, code: str, message_ko: str, message_en: str, record: str | None = None) -> None:
        super().__init__(redact(message_en))
        self.code = code
        self.message_ko = redact(message_ko)
        self.message_en = redact(message_en)
        self.record = record

    def problem(self, record: str | None = None) -> Problem:
        """The same as data, for the record ``record`` when the error names none."""
        return Problem(self.code, self.message_ko, self.message_en, self.record or record)


class AbortJobError(HarvestError):
    """Stop this job."""


class KeyRefusedError(AbortJobError):
    """The service key is refused; the source stays stopped until a steward changes it."""


class LeaseLostError(AbortJobError):
    """Another worker took the job over."""


class RetryLaterError(HarvestError):
    """Come back in ``seconds``."""

    def __init__(self, code: str, message_ko: str, message_en: str, *, seconds: float = 60.0) -> None:
        super().__init__(code, message_ko, message_en)
        self.seconds = seconds


class SkipObjectError(HarvestError):
    """Leave this record out and go on."""


class UsageError(HarvestError):
    """The caller must change something first."""
