"""Quasi-identifiers: columns that together recognise a person though none of them does (k-anonymity)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.settings import ScreenSettings

CODE = "quasi-identifiers"

_LIKELY = re.compile(
    r"성별|나이|연령|(?<!발)생년|출생|직업|직종|학력|국적|장애|혈액형|혼인|결혼|종교|소득|병명|상병|진단"
    r"|(?:^|_)(?:SEX|GENDER|GNDR|AGE|BRDT|BIRTH|OCCP|JOB|CR|NTNLTY|NATIONALITY)(?:_?(?:NM|CD|SE|GROUP|YR|YMD|DATE))*$",
    re.IGNORECASE,
)
#: A table that counts people has no row per person.
_COUNTS = re.compile(r"인구수?$|건수|인원|명수|명$|합계|총계|총수|자수$|비율|율$|count|total|population", re.IGNORECASE)


class QuasiIdentifiers:
    """Counts how many rows share each combination of the quasi-identifying columns, batch by batch.

    Sweeney, L. (2002): k-anonymity. A combination is counted by a 64-bit hash of its cells.
    """

    def __init__(self, columns: tuple[Column, ...], settings: ScreenSettings) -> None:
        self._columns = columns
        self._settings = settings
        self._proposed = _likely(columns)
        self._chosen = _declared(columns) or _persons(columns, self._proposed)
        self._counts = pl.DataFrame(schema={"hash": pl.UInt64, "len": pl.UInt32})
        self._overflown = False

    def add(self, frame: pl.DataFrame) -> None:
        """Count the combinations of some data rows; rows where all of them are blank are nobody's."""
        if not self._chosen or self._overflown:
            return
        cells = frame.select(frame.columns[index] for index in self._chosen)
        present = cells.filter(~pl.all_horizontal(pl.all().fill_null("") == ""))
        new = present.select(hash=pl.struct(pl.all()).hash(seed=0)).group_by("hash").len()
        self._counts = pl.concat([self._counts, new]).group_by("hash").agg(pl.col("len").sum())
        self._overflown = self._counts.height > self._settings.tracked_combinations

    def findings(self) -> Iterator[Finding]:
        """One finding per column that takes part and is not yet confirmed, then the proposals."""
        rare = self._rare_rows()
        if rare:
            yield from self._under_k(rare)
        for index in self._proposed:
            if index not in self._chosen:
                yield finding("quasi-identifier-proposed", field=self._columns[index].name)

    def _rare_rows(self) -> int:
        """Rows whose combination fewer than k rows share; too many combinations to count are all taken as rare."""
        counts = self._counts if self._overflown else self._counts.filter(pl.col("len") < self._settings.k)
        return int(counts["len"].sum())

    def _under_k(self, rare: int) -> Iterator[Finding]:
        names = [self._columns[index].name for index in self._chosen]
        for index in self._chosen:
            if CODE not in self._columns[index].confirmed:
                yield finding(
                    CODE, field=self._columns[index].name, columns=", ".join(names), count=rare, k=self._settings.k
                )


def _declared(columns: tuple[Column, ...]) -> tuple[int, ...]:
    return tuple(index for index, column in enumerate(columns) if column.quasi)


def _likely(columns: tuple[Column, ...]) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(columns) if column.quasi is None and _LIKELY.search(column.name))


def _persons(columns: tuple[Column, ...], likely: tuple[int, ...]) -> tuple[int, ...]:
    """Nothing is declared: two likely columns or more count, unless the table counts people instead of listing them."""
    listed = not any(_COUNTS.search(column.name) for column in columns)
    return likely if listed and len(likely) > 1 else ()
