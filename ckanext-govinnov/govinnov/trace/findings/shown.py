"""How a value is quoted in a finding: short, on one line, and without personal numbers."""

from __future__ import annotations

import re
from typing import Any

LENGTH = 80
_PERSONAL = re.compile(
    r"(?<!\d)(?:01[016789]-?\d{3,4}-?\d{4}|\d{6}-[1-8]\d{6}|\d{3}-\d{2}-\d{5})(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def shown(value: Any) -> str | None:
    """A value as a finding may quote it: at most 80 signs; mobiles, resident and business numbers, e-mails masked."""
    if value is None:
        return None
    text = " ".join(printable(_text(value)[: 2 * LENGTH]).split())
    masked = _PERSONAL.sub(lambda found: found.group()[:2] + "*" * (len(found.group()) - 2), text)
    return masked if len(masked) <= LENGTH else masked[: LENGTH - 1] + "…"


def printable(text: str) -> str:
    """A text with a question mark for what no terminal should get: control signs, half a surrogate pair."""
    return (
        text if text.isprintable() else "".join(sign if sign.isprintable() or sign.isspace() else "?" for sign in text)
    )


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    return str(value).lower() if isinstance(value, bool) else str(value)
