"""A picture of areas by share, with posts: painted by our own grid, lettered in our own font, with no clock in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.grid import Rings, inside
from govinnov.dispatch.grid.spans import Floats

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_FONT = "PretendardGOV-Regular.subset.woff2"
#: Pixels of the picture, of its margin, and of the strips above (title) and below (legend, notes) the map.
_SIDE, _MARGIN, _ABOVE, _BELOW = 1000, 24, 72, 132
#: Each pixel is painted as so many by so many, and their mean is taken.
_FINE = 3
#: The ninth level takes three times as long and saves 3 % of the bytes.
_COMPRESSION = 6
#: Shares of 0 to 20, 20 to 40 … 80 to 100 %: light to dark, told apart without colour too.
_SCALE = ((237, 243, 247), (184, 212, 227), (116, 169, 199), (47, 117, 160), (8, 64, 105))
_UNKNOWN, _PAPER, _INK, _BORDER, _POST = (214, 210, 204), (255, 255, 255), (29, 36, 43), (120, 128, 136), (200, 50, 30)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around the map.

    Attributes:
        title: Above it.
        legend: What the shares are.
        notes: Lines below: source, date, weight, limits.
        stamp: Across it; ``SYNTHETIC`` where an input was made up, else nothing.
    """

    title: str
    legend: str
    notes: tuple[str, ...]
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """From metres to fine pixels."""

    west: float
    north: float
    metres: float

    def pixels(self, points: Floats) -> Floats:
        pixels: Floats = np.column_stack([points[:, 0] - self.west, self.north - points[:, 1]]) / self.metres
        return pixels


def picture(areas: Sequence[Rings], shares: Sequence[float | None], posts: Floats, caption: Caption) -> bytes:
    """A PNG of 1,000 × 1,000 pixels, north up.

    Args:
        areas: Rings of each area in metres (EPSG:5179).
        shares: Of each, 0 to 1; None where it is not known, which is grey and never 0.
        posts: Places in metres, shape (n, 2).
        caption: What stands around the map.
    """
    from PIL import Image, ImageDraw

    view = _view(areas)
    canvas = Image.fromarray(_painted(areas, shares, view))
    _outlined(ImageDraw.Draw(canvas), areas, posts, view)
    image = canvas.reduce(_FINE)
    _lettered(ImageDraw.Draw(image), caption, view)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=_COMPRESSION)
    return stream.getvalue()


def _view(areas: Sequence[Rings]) -> _View:
    """The land in the middle of what the strips leave."""
    every = np.concatenate([ring for rings in areas for ring in rings])
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    wide, high = (_SIDE - 2 * _MARGIN) * _FINE, (_SIDE - _ABOVE - _BELOW) * _FINE
    metres = max((east - west) / wide, (north - south) / high)
    return _View(
        (west + east) / 2 - metres * _SIDE * _FINE / 2,
        (south + north) / 2 + metres * (_ABOVE * _FINE + high / 2),
        metres,
    )


def _painted(areas: Sequence[Rings], shares: Sequence[float | None], view: _View) -> NDArray[np.uint8]:
    pixels = np.full((_SIDE * _FINE, _SIDE * _FINE, 3), _PAPER, dtype=np.uint8)
    for rings, share in zip(areas, shares, strict=True):
        spans, colour = inside([view.pixels(ring) for ring in rings], 1), _colour(share)
        for row, begin, end in zip(spans.row.tolist(), spans.begin.tolist(), spans.end.tolist(), strict=True):
            pixels[row, begin:end] = colour
    return pixels


def _colour(share: float | None) -> tuple[int, int, int]:
    return _UNKNOWN if share is None or np.isnan(share) else _SCALE[min(4, int(share * 5))]


def _outlined(draw: ImageDraw.ImageDraw, areas: Sequence[Rings], posts: Floats, view: _View) -> None:
    for ring in (ring for rings in areas for ring in rings):
        closed = view.pixels(np.concatenate([ring, ring[:1]]))
        draw.line([tuple(point) for point in closed.tolist()], fill=_BORDER, width=_FINE)
    size = 5 * _FINE
    for x, y in view.pixels(np.asarray(posts, dtype=np.float64).reshape(-1, 2)).tolist():
        draw.ellipse((x - size, y - size, x + size, y + size), fill=_POST, outline=_PAPER, width=_FINE)


def _lettered(draw: ImageDraw.ImageDraw, caption: Caption, view: _View) -> None:
    draw.text((_MARGIN, 20), caption.title, font=_font(30), fill=_INK)
    top = _SIDE - _BELOW + 12
    draw.text((_MARGIN, top), caption.legend, font=_font(17), fill=_INK)
    for at, colour in enumerate((*_SCALE, _UNKNOWN)):
        left = _MARGIN + at * 104
        draw.rectangle((left, top + 26, left + 22, top + 44), fill=colour, outline=_BORDER)
        draw.text((left + 28, top + 25), _class(at), font=_font(15), fill=_INK)
    for at, note in enumerate(caption.notes):
        draw.text((_MARGIN, top + 54 + at * 20), note, font=_font(15), fill=_INK)
    _measured(draw, view)
    draw.text((_SIDE / 2, _SIDE / 2), caption.stamp, font=_font(120), fill=_POST, anchor="mm")


def _class(at: int) -> str:
    return "자료 없음" if at == len(_SCALE) else f"{at * 20}–{at * 20 + 20}%"


def _measured(draw: ImageDraw.ImageDraw, view: _View) -> None:
    """A bar of a round length, about a sixth of the picture."""
    pixel = view.metres * _FINE
    rough = pixel * _SIDE / 6
    length = next(one for one in _ROUND if one * 2.5 > rough)
    right, bar = _SIDE - _MARGIN, _SIDE - _BELOW + 40
    draw.line((right - length / pixel, bar, right, bar), fill=_INK, width=3)
    draw.text((right, bar - 6), f"{length / 1000:g} km", font=_font(15), fill=_INK, anchor="rs")


#: 10 m, 20 m, 50 m … 500 km.
_ROUND = tuple(digit * 10**power for power in range(1, 6) for digit in (1, 2, 5))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    data = io.BytesIO((files(__package__) / _FONT).read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)
