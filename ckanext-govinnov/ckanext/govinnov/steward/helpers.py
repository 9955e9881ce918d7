"""What the desk's templates may ask about findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from govinnov.gate.codes import CODES
from govinnov.gate.screen import is_final, is_personal


def govinnov_advice(code: str) -> str:
    """What a steward should do about a kind of finding, in the reader's language; empty for an unknown code."""
    known = CODES.get(code)
    if known is None:
        return ""
    return known.todo_ko if str(tk.h.lang()).startswith("ko") else known.todo_en


def govinnov_choices(severity: str, code: str, field: str | None) -> tuple[str, ...]:
    """What a steward can decide about a kind of finding, as ``govinnov_submission_decide`` names it."""
    if severity == "confirm":
        return ("confirm",) if field else ("waive",)
    if severity != "error" or is_final(code):
        return ()
    return ("dispute", "reject") if is_personal(code) else ("waive",)


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    return {"govinnov_advice": govinnov_advice, "govinnov_choices": govinnov_choices}
