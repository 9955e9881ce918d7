"""What the store can't do.

StoreError
├── NoDatabaseError   nobody named a database, or it does not answer
├── CollisionError    one id would stand for two things
├── TooMuchError      a page of an answer is too far off to be reached in time, or a drill has no room
├── WorkerLostError   another process that read for a load was ended
└── StepError         a recall can't take this step
"""

from __future__ import annotations


class StoreError(Exception):
    """Told to people in both languages."""

    def __init__(self, message_ko: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_ko, self.message_en = message_ko, message_en


class NoDatabaseError(StoreError):
    """Nobody named a database, or it does not answer."""


class CollisionError(StoreError):
    """Two natural keys have the same first 64 bits of their sha256: nothing of the file is stored."""


class TooMuchError(StoreError):
    """So much lies before a page of an answer, or would have to be followed in a drill, that it can't be done."""


class WorkerLostError(StoreError):
    """Another process that read a file for a load was ended from outside: nothing of the file is stored."""


class StepError(StoreError):
    """A recall can't take this step now: nothing is kept of it."""
