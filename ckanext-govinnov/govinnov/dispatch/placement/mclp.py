"""Covering instances: a line ``x y demand`` for each point of demand; the points are the candidates too.

Source: R. Church, C. ReVelle, "The maximal covering location problem", Papers of the RSA 32 (1974) 101-118.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.lines import Lines, read
from govinnov.dispatch.placement.model import Covering, Ints
from govinnov.dispatch.placement.rows import covering

_FORM = "x y demand"
#: Coordinates as whole numbers of their last decimal must differ by less than this.
_WIDEST = 2**61
#: All demand together: bounds in 1/1024 of it stay exact.
_HEAVIEST = 2**40
#: Where floats are too near the radius to tell, Python's integers do.
_DOUBT = 1e-9


def read_mclp(path: Path, radius: str, without: Iterable[int] = ()) -> Covering:
    """Read an instance; a point is covered by a site at most ``radius`` away, compared exactly.

    Points that the same sites cover are one row, in the order of their first point.

    Args:
        path: The instance.
        radius: In the unit of its coordinates.
        without: Points (counted from 1) that are no candidates: the problem has no columns for them, and counts its
            sites without them (see ``certificate.without_banned``).

    Raises:
        InputError: The file breaks the form, with its line, or ``bad-radius``.
    """
    lines = read(path)
    reach = _radius(radius)
    points = [_point(lines, at) for at in range(1 if _has_header(lines) else 0, len(lines.words))]
    if not points:
        raise lines.error("empty-instance", lines.last)
    if sum(demand for _, _, demand in points) >= _HEAVIEST:
        raise lines.error("costs-too-large", None)
    keys, covers = _covers(lines, points, reach, np.setdiff1d(np.arange(len(points)), np.array([*without], int) - 1))
    return covering(keys, covers, [demand for _, _, demand in points], lines.sha256)


def _radius(text: str) -> Decimal:
    try:
        radius = Decimal(text)
    except InvalidOperation:
        radius = Decimal("NaN")
    if not radius.is_finite() or radius < 0 or abs(radius.adjusted()) > 18:
        raise InputError("bad-radius")
    return radius


def _has_header(lines: Lines) -> bool:
    """A first line that begins with the count of the lines after it is a header."""
    return lines.words[0][1][0] == str(len(lines.words) - 1)


def _point(lines: Lines, at: int) -> tuple[Decimal, Decimal, int]:
    line, words = lines.words[at]
    try:
        x, y, demand = (Decimal(word) for word in words[:3])
    except (InvalidOperation, ValueError):
        raise _unread(lines, at) from None
    if not all(number.is_finite() and abs(number.adjusted()) <= 18 for number in (x, y, demand)):
        raise lines.error("bad-line", line, form=_FORM)
    if demand < 0:
        raise lines.error("negative-demand", line)
    if demand != demand.to_integral_value():
        raise lines.error("fractional-demand", line)
    return x, y, int(demand)


def _unread(lines: Lines, at: int) -> InputError:
    """What a line that holds no point is told: a header whose count is wrong, or a broken line."""
    line, words = lines.words[at]
    if at == 0 and words[0].isdecimal() and len(words[0]) <= 18 and len(words) < 3:
        wanted, found = int(words[0]) + 1, len(lines.words)
        if wanted > found:
            return lines.error("truncated-instance", lines.last, wanted=wanted, found=found)
        return lines.error("too-many-lines", lines.words[wanted][0], wanted=wanted - 1)
    return lines.error("bad-line", line, form=_FORM)


def _covers(
    lines: Lines, points: list[tuple[Decimal, Decimal, int]], radius: Decimal, sites: Ints
) -> tuple[list[bytes], NDArray[np.bool_]]:
    """The set of all points that cover each point, as bytes, and which of the sites (columns) do."""
    numbers = [radius, *(number for x, y, _ in points for number in (x, y))]
    places = max(0, *(-int(number.as_tuple().exponent) for number in numbers))
    reach, *flat = (int(number.scaleb(places)) for number in numbers)
    xs, ys = (_shifted(lines, flat[axis::2]) for axis in (0, 1))
    keys, covers = [], np.empty((len(xs), len(sites)), dtype=bool)
    for at, (x, y) in enumerate(zip(xs, ys, strict=True)):
        within = _within(xs - x, ys - y, reach)
        keys.append(np.packbits(within).tobytes())
        covers[at] = within[sites]
    return keys, covers


def _shifted(lines: Lines, numbers: list[int]) -> Ints:
    least = min(numbers)
    if max(numbers) - least >= _WIDEST:
        raise lines.error("costs-too-large", None)
    return np.array([number - least for number in numbers], dtype=np.int64)


def _within(dx: Ints, dy: Ints, reach: int) -> NDArray[np.bool_]:
    """dx² + dy² ≤ reach², exactly."""
    limit = float(reach) ** 2
    square = dx.astype(np.float64) ** 2 + dy.astype(np.float64) ** 2
    within: NDArray[np.bool_] = square <= limit
    for at in np.flatnonzero(np.abs(square - limit) <= _DOUBT * limit):
        within[at] = int(dx[at]) ** 2 + int(dy[at]) ** 2 <= reach**2
    return within
