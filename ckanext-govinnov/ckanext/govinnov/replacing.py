"""Files that take the place of others: readers have the old one or the new one, never a part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file that takes the place of ``path`` when the block ends well, and is dropped when not."""
    part = path.with_suffix(f"{path.suffix}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
