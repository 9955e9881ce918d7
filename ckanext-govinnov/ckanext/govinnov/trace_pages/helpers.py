"""What the trace's templates may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from babel.dates import format_date


def govinnov_weekday(day: date) -> str:
    """A day with its weekday, in the reader's language: ``2026-08-23 (일)``."""
    return format_date(day, "yyyy-MM-dd (EEE)", locale=str(tk.h.lang()))


def govinnov_percent(number: float) -> str:
    """``62.5`` → ``62.5``, ``62.0`` → ``62``."""
    return f"{number:g}"


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    return {one.__name__: one for one in (govinnov_weekday, govinnov_percent)}
