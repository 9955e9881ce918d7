"""Within one check several steps read the same table: a small one is parsed once and kept until the check ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from govinnov.gate.rows.batch import Batch

#: Text of more bytes is read again by every step; parsed text takes about three times its size in memory.
KEEP_BYTES = 128 * 2**20

Key = tuple[object, ...]


@dataclass(slots=True)
class _Kept:
    """The last table read to its end, by everything that its batches depend on."""

    key: Key | None = None
    batches: list[Batch] = field(default_factory=list)


_KEPT: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep the last small table while the block runs."""
    token = _KEPT.set(_Kept())
    try:
        yield
    finally:
        _KEPT.reset(token)


def held(key: Key) -> list[Batch] | None:
    """The kept batches of a text, if it is the one that is kept."""
    store = _KEPT.get()
    return store.batches if store and store.key == key else None


def through(key: Key, size: int, read: Callable[[], Iterable[Batch]]) -> Iterator[Batch]:
    """Yield the batches of a text of ``size`` bytes, kept or read."""
    store = _KEPT.get()
    if store is None or size > KEEP_BYTES:
        yield from read()
    elif store.key == key:
        yield from store.batches
    else:
        yield from _keep(store, key, read())


def _keep(store: _Kept, key: Key, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Pass batches on; only when all have been read are they the table."""
    held = []
    for batch in batches:
        held.append(batch)
        yield batch
    store.key, store.batches = key, held
