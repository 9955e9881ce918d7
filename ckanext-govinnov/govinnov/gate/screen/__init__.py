"""The screen: what the law forbids to publish, looked for in every cell and every metadata text.

Importing it is cheap; the detectors load when one of its functions is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from govinnov.gate.screen.law import LAW, is_final, is_personal
from govinnov.gate.screen.settings import DEFAULT as DEFAULT_SCREEN
from govinnov.gate.screen.settings import STRICT_RULES, ScreenSettings

if TYPE_CHECKING:
    from govinnov.gate.screen.masking import mask
    from govinnov.gate.screen.table import Screening, screen_table
    from govinnov.gate.screen.texts import Sifted, holding_texts, screen_texts

__all__ = [
    "DEFAULT_SCREEN",
    "LAW",
    "STRICT_RULES",
    "ScreenSettings",
    "Screening",
    "Sifted",
    "holding_texts",
    "is_final",
    "is_personal",
    "mask",
    "screen_table",
    "screen_texts",
]

#: What loads the detectors, and polars with them.
_LATE = {
    "Screening": "table", "Sifted": "texts", "holding_texts": "texts", "mask": "masking", "screen_table": "table",
    "screen_texts": "texts",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the detectors on first use."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"govinnov.gate.screen.{_LATE[name]}"), name)
