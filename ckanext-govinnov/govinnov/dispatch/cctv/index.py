"""The index of blind spots on 100 m cells. It is ours: no official formula is published."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from govinnov.dispatch.cctv.cameras import Floats
from govinnov.dispatch.grid import point_numbers

#: What the index is called with a crime factor, and without one.
BLIND_SPOT, EXPOSURE = "blind-spot", "exposure"


def blind_spots(
    cells: pd.DataFrame, weight: ArrayLike, *, crime: ArrayLike | None = None, importance: ArrayLike = 1.0
) -> pd.DataFrame:
    """I = 100·W·E·C·g for each 100 m cell of one government.

    Args:
        cells: Columns ``x``, ``y``, ``cells`` and ``seen_50``, as ``survey`` gives them.
        weight: Weight of each cell ≥ 0.
        crime: C, an agency's crime factor of each cell, 0 to 1; without it C = 1 and the index is one of exposure.
        importance: g, an agency's weight of each cell.

    Returns:
        ``cell`` (National Point Number), ``x``, ``y``, ``blind`` (W, the area share that is not seen), ``exposure`` (E,
        the share of the government's cells whose weight is at most this one's; 0 without weight), ``index``, ``kind``.
    """
    blind = 1 - (cells["seen_50"] / cells["cells"]).to_numpy()
    exposure = _percentile(np.asarray(weight, dtype=np.float64))
    index = 100 * blind * exposure * (1.0 if crime is None else np.asarray(crime)) * np.asarray(importance)
    table = pd.DataFrame({"cell": point_numbers(cells["x"], cells["y"]), "x": cells["x"], "y": cells["y"]})
    kind = EXPOSURE if crime is None else BLIND_SPOT
    return table.assign(blind=blind, exposure=exposure, index=index, kind=kind)


def _percentile(weight: NDArray[np.float64]) -> Floats:
    share: Floats = np.searchsorted(np.sort(weight), weight, side="right") / max(1, len(weight))
    return np.where(weight > 0, share, 0.0)
