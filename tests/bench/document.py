"""Writes a measured section between its marks in a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def write_into(path: Path, section: str, lines: Sequence[str]) -> None:
    """Put lines between the marks of a section, which is added at the end where the document has none."""
    begin, end = (f"<!-- {section}: {mark} -->" for mark in ("begin", "end"))
    text = path.read_text(encoding="utf-8") if path.exists() else "# Performance\n"
    if begin not in text:
        text = f"{text.rstrip()}\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    inside = "\n".join(lines)
    path.write_text(f"{before}{begin}\n{inside}\n{end}{rest.partition(end)[2]}", encoding="utf-8")
