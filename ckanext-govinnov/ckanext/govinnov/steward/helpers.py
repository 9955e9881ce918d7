"""What the desk's templates may ask about findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from govinnov.gate.codes import CODES


def govinnov_advice(code: str) -> str:
    """What a steward should do about a kind of finding, in the reader's language; empty for an unknown code."""
    known = CODES.get(code)
    if known is None:
        return ""
    return known.todo_ko if str(tk.h.lang()).startswith("ko") else known.todo_en


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    return {"govinnov_advice": govinnov_advice}
