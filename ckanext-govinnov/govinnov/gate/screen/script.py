"""Scripts in texts: what a browser would run if a page failed to escape it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit, excerpt
from govinnov.gate.screen.settings import ScreenSettings

_SCRIPT = re.compile(
    r"<\s*(?:/\s*)?(?:script|iframe|object|embed|applet|meta|base|form|svg|math|link|style)\b"
    r"|<[^<>]*[\s/\"']on[a-z]{3,30}\s*="
    r"|(?:^|[\"'=(])\s*(?:javascript|vbscript|livescript):\s*\S*[(=`%\[{;]"
    r"|(?:^|[\"'=(])\s*data:\s*(?:text/html|image/svg|application/xhtml)",
    re.IGNORECASE,
)
_SHAPE = (
    r"(?i:<\s*/?\s*(?:script|iframe|object|embed|applet|meta|base|form|svg|math|link|style)|[\s/\"']on[a-z]{3,30}\s*="
    r"|s\s*c\s*r\s*i\s*p\s*t\s*:|data:\s*(?:text/html|image/svg|application/xhtml)|&#|&lt;|&colon)"
)
#: Signs a browser skips inside a scheme's name.
_SKIPPED = re.compile(r"[\x00-\x08\x0b-\x1f\t\n]")


class Scripts:
    """Finds script elements, event handlers and script addresses, also spelled with entities.

    In a metadata text that is an error (pages render its Markdown), in a cell it is shown as text only.
    """

    def __init__(self, code: str) -> None:
        self._code = code

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the first script."""
        read = html.unescape(text)
        if match := _SCRIPT.search(read) or _SCRIPT.search(_SKIPPED.sub("", read)):
            yield Hit(self._code, excerpt(match[0]))
