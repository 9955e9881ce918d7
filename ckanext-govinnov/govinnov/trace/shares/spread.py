"""From origins through all makings: which share of every lot came from which origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from govinnov.trace.lineage.order import components
from govinnov.trace.shares.amounts import MISSING, Amount
from govinnov.trace.shares.intervals import ALL, Shares, mix
from govinnov.trace.shares.makings import Making, Makings

#: The origin of what nobody knows where it came from.
UNKNOWN = "?"
_NONE: Shares = {}


@dataclass(frozen=True, slots=True)
class Origins:
    """Where shares begin.

    Attributes:
        lots: Shares of lots that are known, whatever went into them.
        parts: Shares of what went into a lot, by source, making and target: whatever else the source is.
    """

    lots: Mapping[str, Shares]
    parts: Mapping[tuple[str, str, str], Shares] = field(default_factory=dict)


def spread(makings: Makings, origins: Origins) -> dict[str, Shares]:
    """The shares of every lot, each exact or an interval: one pass in the order of making, whatever the paths.

    A lot is the even mix of what its makings gave, weighted by their outputs; a making is the even mix of its inputs.
    Lots that would have made themselves lie between the least and the most of what else went into them.
    """
    shares = dict(origins.lots)
    for group in components(makings, makings.sources):
        alone = len(group) == 1 and group[0] not in makings.sources(group[0])
        made = _lot(makings, group[0], shares, origins) if alone else _cycle(makings, group, shares)
        for lot in group:
            shares.setdefault(lot, made)
    return shares


def _lot(makings: Makings, lot: str, shares: Mapping[str, Shares], origins: Origins) -> Shares:
    return mix([(_making(one, lot, shares, origins), one.output) for one in makings.of(lot)]) if lot in makings else {}


def _making(making: Making, lot: str, shares: Mapping[str, Shares], origins: Origins) -> Shares:
    return mix(
        [
            (origins.parts.get((source, making.name, lot)) or shares.get(source, _NONE), weight)
            for source, weight in making.inputs
        ]
    )


def _cycle(makings: Makings, group: Iterable[str], shares: Mapping[str, Shares]) -> Shares:
    inside = set(group)
    others = {source for lot in group for source in makings.sources(lot) if source not in inside}
    parts: list[tuple[Shares, Amount]] = [(shares.get(source, _NONE), MISSING) for source in sorted(others)]
    return mix(parts) if parts else {UNKNOWN: ALL}
