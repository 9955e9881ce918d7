"""Coordinates inside Korea: readable, on the right axis, not swapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.coordinate_columns import Pair, pairs
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import MOST, Check, Subject

#: Degrees of WGS84: from Marado to the Tumen river, from Baengnyeongdo to Dokdo.
LAT, LON = (33.0, 39.0), (124.0, 132.0)
#: With columns that may be metres, most values must be degrees before anything is said.
_DEGREES = 180.0


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check per pair of coordinate columns."""
    return [_Coordinates(pair) for pair in pairs(subjects)]


class _Coordinates:
    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._found: list[Finding] = []
        self._degrees = 0
        self._metres = 0

    def see(self, batch: Batch) -> None:
        """Look at the rows that are not plainly right."""
        if not self._pair.sure:
            self._weigh(batch.frame)
        axes = [_cell(self._pair.lat, "lat"), _cell(self._pair.lon, "lon")]
        rows = batch.frame.select(batch.numbers.alias("row"), *axes).filter(~(_plain("lat", LAT) & _plain("lon", LON)))
        if not rows.height:
            return
        rows = rows.with_columns(_number("lat"), _number("lon"))
        wrong = rows.filter(_wrong("lat", LAT) | _wrong("lon", LON))
        for row, lat_text, lon_text, lat, lon in wrong.head(max(MOST - len(self._found), 0)).iter_rows():
            self._found.extend(self._judge(row, (lat_text, lon_text), (lat, lon)))

    def _weigh(self, frame: pl.DataFrame) -> None:
        subject = self._pair.lat or self._pair.lon
        number = pl.col(subject.column if subject else "").cast(pl.Float64, strict=False)
        degrees, numbers = frame.select((number.abs() <= _DEGREES).sum(), number.count().alias("numbers")).row(0)
        self._degrees += degrees
        self._metres += numbers - degrees

    def _judge(self, row: int, texts: tuple[str, str], numbers: tuple[float | None, float | None]) -> Iterator[Finding]:
        lat, lon = numbers
        if lat is not None and lon is not None and _within(lat, LON) and _within(lon, LAT):
            label = f"{self._label('lat')}, {self._label('lon')}"
            value, fix = f"{texts[0]}, {texts[1]}", f"{texts[1]}, {texts[0]}"
            yield finding("coordinates-swapped", row=row, field=label, value=value, fix=fix)
            return
        for axis, text, number, limits in (("lat", texts[0], lat, LAT), ("lon", texts[1], lon, LON)):
            yield from _one(row, self._label(axis), text.strip(), number, limits)

    def _label(self, axis: str) -> str:
        subject = self._pair.lat if axis == "lat" else self._pair.lon
        return subject.label if subject else ""

    def findings(self) -> Iterator[Finding]:
        """One per swapped pair, else one per cell."""
        return iter(self._found if self._pair.sure or self._degrees > self._metres else ())


def _one(row: int, label: str, text: str, number: float | None, limits: tuple[float, float]) -> Iterator[Finding]:
    """The finding of a single cell, if there is one."""
    if not text:
        return
    if number is None:
        yield finding("coordinate-unreadable", row=row, field=label, value=text)
    elif not _within(number, limits):
        fix = _with_point(text, limits)
        low, high = limits
        yield finding("coordinate-outside-korea", row=row, field=label, value=text, fix=fix, low=low, high=high)


def _with_point(text: str, limits: tuple[float, float]) -> str | None:
    """The number with its lost decimal point, if there is exactly the right number of digits before it."""
    whole = len(str(int(limits[0])))
    moved = f"{text[:whole]}.{text[whole:]}"
    return moved if text.isascii() and text.isdigit() and len(text) > whole and _within(float(moved), limits) else None


def _within(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


def _cell(subject: Subject | None, axis: str) -> pl.Expr:
    return pl.col(subject.column).alias(axis) if subject else pl.lit("").alias(axis)


def _plain(axis: str, limits: tuple[float, float]) -> pl.Expr:
    inside = pl.col(axis).cast(pl.Float64, strict=False).is_between(*limits)
    return inside.fill_null(value=False)


def _number(axis: str) -> pl.Expr:
    number = pl.col(axis).str.strip_chars().cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number).alias(f"{axis}_number")


def _wrong(axis: str, limits: tuple[float, float]) -> pl.Expr:
    number = pl.col(f"{axis}_number")
    inside = number.is_between(*limits).fill_null(value=False)
    return ~inside & (pl.col(axis).str.strip_chars() != "")
