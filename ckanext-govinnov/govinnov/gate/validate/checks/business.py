"""Business registration numbers: ten digits, the last a check digit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import MOST, Check, Subject

_LABEL = re.compile(r"사업자\s*(?:등록)?\s*번호")
#: The National Tax Service's weights of the first nine digits; the ninth product also carries its tens.
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def is_valid(number: str) -> bool:
    """Whether ten digits end in their check digit."""
    digits = [int(sign) for sign in number]
    total = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) + digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check per column of such numbers."""
    return [_Business(subject) for subject in subjects if _LABEL.search(subject.label)]


class _Business:
    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._found: list[Finding] = []

    def see(self, batch: Batch) -> None:
        """Check every number that is not masked."""
        cells = batch.frame.select(batch.numbers.alias("row"), pl.col(self._subject.column).alias("cell"))
        cells = cells.with_columns(number=pl.col("cell").str.replace_all(r"[\s-]", ""))
        cells = cells.filter((pl.col("number") != "") & ~pl.col("number").str.contains("*", literal=True))
        wrong = cells.filter(~_ends_in_its_check_digit(pl.col("number")))
        for row, cell, number in wrong.head(MOST - len(self._found)).iter_rows():
            self._found.append(
                finding("business-number-invalid", row=row, field=self._subject.label, value=cell, digits=len(number))
            )

    def findings(self) -> Iterator[Finding]:
        """One per cell."""
        return iter(self._found)


def _ends_in_its_check_digit(number: pl.Expr) -> pl.Expr:
    """:func:`is_valid` on a column; false for anything but ten digits."""
    digits = [number.str.slice(place, 1).cast(pl.Int64, strict=False) for place in range(10)]
    total = sum((digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False)), pl.lit(0))
    total += digits[8] * 5 // 10
    checks = (10 - total % 10) % 10 == digits[9]
    return number.str.contains("^[0-9]{10}$") & checks.fill_null(value=False)
