"""Which district codes exist, and when: supplied by whoever calls the gate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol


class Districts(Protocol):
    """A table of district codes with their validity."""

    def unknown(self, codes: Collection[str], on: date | None) -> Collection[str]:
        """Those of the codes that did not exist on a date (None: that never existed)."""
        ...
