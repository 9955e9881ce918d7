"""How near each lot is to what a predicate means."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from govinnov.trace.lineage.model import is_inner
from govinnov.trace.shares import Makings

#: By lot: how many makings it is from the nearest, and the lot before it there.
Before = dict[str, tuple[int, str | None]]


def nearest(begun: set[str], makings: Makings, among: Collection[str]) -> Before:
    """How near each lot is to what the predicate means, and by which lot; an inner node is half a making."""
    onward: dict[str, list[str]] = {}
    for target in makings:
        for source in makings.sources(target):
            onward.setdefault(source, []).append(target)
    half = -1
    waiting: dict[int, dict[str, str | None]] = {-1: {}, 0: {}, 1: {}}
    for lot in begun:
        waiting[-1 if is_inner(lot) else 0][lot] = None
    before: Before = {}
    while waiting:
        for lot, via in waiting.pop(half, {}).items():
            if lot not in before:
                before[lot] = (half + 1) // 2, via
                _offer(waiting, half, lot, via, (one for one in onward.get(lot, ()) if one in among))
        half += 1
    return before


def _offer(
    waiting: dict[int, dict[str, str | None]], half: int, lot: str, via: str | None, targets: Iterable[str]
) -> None:
    """Let targets wait for their turn; of two ways that are equally near, the one by the first lot by name counts."""
    by = via if is_inner(lot) else lot
    for target in targets:
        level = waiting.setdefault(half + (1 if is_inner(lot) or is_inner(target) else 2), {})
        level[target] = min(level.get(target, by) or "", by or "") or None
