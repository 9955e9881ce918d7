"""Make a map small enough: simplify first, then leave layers out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govinnov.dispatch.maps.layer import Layer

LIMIT_BYTES = 5_000_000
#: Sides of the triangles that may be cut off, in metres; 0 leaves all as it is.
_TOLERANCES_M = (0, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A map that fits.

    Attributes:
        data: Its bytes.
        tolerance_m: How much borders were simplified; 0: not at all.
        left_out: Names of layers that had to be left out.
    """

    data: bytes
    tolerance_m: int
    left_out: tuple[str, ...]


def fitted(layers: Sequence[Layer], write: Callable[[Sequence[Layer]], bytes], limit: int = LIMIT_BYTES) -> Fitted:
    """Write layers within a limit of bytes.

    Args:
        layers: The first is needed most; the last is left out first.
        write: ``geojson``, or ``geopackage`` with its date.
        limit: Bytes at most. A map of one layer that is still larger is written all the same.
    """
    for tolerance in _TOLERANCES_M:
        simple = [layer.simplified(tolerance) for layer in layers] if tolerance else list(layers)
        if len(data := write(simple)) <= limit:
            return Fitted(data, tolerance, ())
    kept = len(simple)
    while len(data) > limit and kept > 1:
        kept -= 1
        data = write(simple[:kept])
    return Fitted(data, tolerance, tuple(layer.name for layer in layers[kept:]))
