"""The screen: what the law forbids to publish, looked for in every cell and every metadata text."""

from __future__ import annotations

from govinnov.gate.screen.settings import ScreenSettings
from govinnov.gate.screen.table import screen_table
from govinnov.gate.screen.texts import screen_texts

__all__ = ["ScreenSettings", "screen_table", "screen_texts"]
