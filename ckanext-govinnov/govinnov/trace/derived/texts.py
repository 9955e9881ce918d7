"""What somebody wrote, as everybody may read it."""

from __future__ import annotations

from collections.abc import Callable

from govinnov.trace.feeds.ports import Gate

_NAME, _HIDDEN = "text", "…"


def screened_by(gate: Gate | None) -> Callable[[str], str]:
    """Texts as they are where a gate lets them pass; else, and without a gate, that there was something."""

    def screened(text: str) -> str:
        passes = gate is not None and not gate.texts({_NAME: [text]})
        return text if passes or not text else _HIDDEN

    return screened
