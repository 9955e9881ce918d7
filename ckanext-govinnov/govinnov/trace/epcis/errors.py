"""What stops the reading of a document; it becomes a finding at once."""

from __future__ import annotations

from typing import Any

from govinnov.trace.findings import Finding, finding


class UnreadableError(Exception):
    """A document can't be read.

    Args:
        code: The finding's code.
        path: Where in the document.
        value: What stands there.
        facts: What the sentences of the finding ask for.
    """

    def __init__(self, code: str, path: str = "", value: Any = None, **facts: Any) -> None:
        super().__init__(code)
        self.found: Finding = finding(code, path, value, **facts)
