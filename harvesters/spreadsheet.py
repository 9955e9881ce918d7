"""Tables that people open in a spreadsheet: no cell of them is run as a formula."""

from __future__ import annotations

from typing import Any

#: What spreadsheets take for the beginning of a formula (CWE-1236; tab and NUL: OWASP ASVS 5, 1.2.10). Line ends and
#: full-width signs are for safety: programs differ in what they strip or fold first.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\0", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> str:
    """A value as a cell's text: empty for None, with an apostrophe before what would be run as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
