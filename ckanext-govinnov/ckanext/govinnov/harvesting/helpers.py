"""What the harvest pages' templates may ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk

#: Colour of a state's tag; its shape and word stand in the template.
_TAGS = {
    "done": "ok", "held": "warn", "failed": "bad", "stopped": "bad", "paused": "line", "gathering": "info",
    "delivering": "info", "waiting": "info", "new": "line", "superseded": "line",
}  # fmt: skip


def govinnov_harvest_tag(state: str) -> str:
    """The kind of tag for a source's or job's state."""
    return _TAGS.get(state, "line")


def govinnov_problem_words(problem: Mapping[str, Any]) -> str:
    """What a problem says, in the reader's language."""
    return str(problem["message_ko" if str(tk.h.lang()).startswith("ko") else "message_en"])


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    helpers = (govinnov_harvest_tag, govinnov_problem_words)
    return {helper.__name__: helper for helper in helpers}
