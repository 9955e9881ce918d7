"""The drawing of a government's published map, remembered by the sha256 of the map."""

from __future__ import annotations

from functools import lru_cache

from ckanext.govinnov.dispatch_pages.drawing import Drawing, drawing
from ckanext.govinnov.dispatch_pages.served import PREFIX, Served
from ckanext.govinnov.storage import storage

#: So many drawings are remembered, about 20 KB each.
_KEPT = 256
_ENDS = ".geojson"


def dataset(code: str) -> str:
    """The dataset of one government: its map and its plans."""
    return f"{PREFIX}government-{code}"


def is_map(one: Served) -> bool:
    """Whether a file of such a dataset is the map itself."""
    return one.filename.endswith(_ENDS)


def drawn(files: tuple[Served, ...]) -> Drawing | None:
    """The map among a government's served files; None where none is published, or it can't be drawn."""
    found = next(filter(is_map, files), None)
    try:
        return _drawing(found.sha256) if found else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=_KEPT)
def _drawing(sha256: str) -> Drawing:
    return drawing(storage().path(sha256).read_bytes())
