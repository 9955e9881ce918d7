"""The 64-bit code of a cell's value: equal values have equal codes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from frictionless import Field

from govinnov.gate.literals.fields import is_plain_number
from govinnov.gate.literals.numbers import integer_value, number_value
from govinnov.gate.literals.temporal import date_value, datetime_value

Codes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_MASK = 2**64 - 1
_NONE = 0x5D1E5D1E5D1E5D1E
_UNHASHABLE = 0xBADBADBADBADBAD0
_EPOCH = date(1970, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)


class Coded(NamedTuple):
    """One code per cell; where there is no value; where the value has no hash, which stops frictionless too."""

    codes: Codes
    missing: Flags
    unhashable: Flags


@dataclass(frozen=True, slots=True)
class Coder:
    """Codes of one field's cells: vectorised where the text proves its value, else by frictionless's own reader."""

    missing: tuple[str, ...]
    reader: Callable[[Any], tuple[Any, Any]]
    fast: Callable[[pl.Series], pl.Series]
    slow: Callable[[Any], int]

    def codes(self, cells: pl.Series) -> Coded:
        """Code the cells of a column; *no value* is a missing cell or one that is not of the field's type."""
        missing = cells.is_null() | cells.is_in(list(self.missing)).fill_null(value=True)
        coded = self.fast(cells)
        rest = coded.is_null() & ~missing
        unhashable = np.zeros(len(cells), bool)
        if rest.any():
            read = {cell: self._code(cell) for cell in cells.filter(rest).unique()}
            coded = coded.zip_with(~rest, cells.replace_strict(read, default=None, return_dtype=pl.UInt64))
            unhashable = cells.is_in([cell for cell, code in read.items() if code == _UNHASHABLE]).to_numpy()
            missing |= coded.is_null()
        codes = coded.fill_null(_NONE).zip_with(~missing, pl.Series([_NONE], dtype=pl.UInt64))
        return Coded(codes.to_numpy(), missing.to_numpy(), unhashable)

    def _code(self, cell: str) -> int | None:
        value, notes = self.reader(cell)
        if value is None or (notes and "type" in notes):
            return None
        return self.slow(value) & _MASK if _has_hash(value) else _UNHASHABLE


def coder(field: Field, missing: list[str]) -> Coder:
    """The coder of a field with these words for *no value*."""
    fast, slow = _WAYS.get(field.type, (_unknown, hash))
    if (field.type == "number" and not is_plain_number(field)) or field.format not in ("default", None):
        fast = fast if field.type == "string" else _unknown
    return Coder(tuple(missing), field.create_cell_reader(), fast, slow)


def _text(cells: pl.Series) -> pl.Series:
    return cells.hash()


def _integers(cells: pl.Series) -> pl.Series:
    return _select(cells, integer_value).reinterpret(signed=False)


def _numbers(cells: pl.Series) -> pl.Series:
    value = _select(cells, number_value)
    bits = pl.Series((value.fill_null(0).to_numpy() + 0.0).view(np.uint64))
    return bits.zip_with(value.is_not_null(), _unknown(cells))


def _dates(cells: pl.Series) -> pl.Series:
    return _select(cells, date_value).cast(pl.Int64).reinterpret(signed=False)


def _datetimes(cells: pl.Series) -> pl.Series:
    return _select(cells, datetime_value).cast(pl.Int64).reinterpret(signed=False)


def _unknown(cells: pl.Series) -> pl.Series:
    return pl.repeat(None, len(cells), dtype=pl.UInt64, eager=True)


def _select(cells: pl.Series, value: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    return cells.to_frame().lazy().select(value(pl.first())).collect().to_series()  # lazy: shared parts run once


def _integer(value: int) -> int:
    return value


def _number(value: Decimal | float) -> int:
    code: int = struct.unpack("<Q", struct.pack("<d", float(value) + 0.0))[0]
    return code


def _date(value: date) -> int:
    return value.toordinal() - _EPOCH


def _datetime(value: datetime) -> int:
    return hash(value) if value.tzinfo else (value - datetime(1970, 1, 1)) // _MICROSECOND


def _has_hash(value: Any) -> bool:
    """Lists, objects and a signalling NaN have none."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


#: Per type: codes of cells whose text proves the value, and the code of a value.
_WAYS: Mapping[str, tuple[Callable[[pl.Series], pl.Series], Callable[[Any], int]]] = {
    "any": (_text, hash),
    "date": (_dates, _date),
    "datetime": (_datetimes, _datetime),
    "integer": (_integers, _integer),
    "number": (_numbers, _number),
    "string": (_text, hash),
    "year": (_integers, _integer),
}
