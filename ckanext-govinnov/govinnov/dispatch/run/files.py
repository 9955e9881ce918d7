"""Files that a run writes: CSV, Parquet and JSON with the same bytes for the same rows."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.table import Cells, Column, Table

#: What names of files begin with where an input was made up.
SYNTHETIC = "SYNTHETIC-"
#: Stands for the run's id in lines that a step has written: a step is kept for later runs too. CSV does not quote it.
_RUN_ID = "\x1f"


class Lines(NamedTuple):
    """A table as CSV, but for the run's id, and how many rows it has."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Output:
    """A file written: its path within the folder, its hash, and how many rows it has (None: it is no table)."""

    path: str
    sha256: str
    rows: int | None

    def as_dict(self) -> dict[str, Any]:
        """The file as commands print it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into a folder; names begin with SYNTHETIC where an input was made up.

    Attributes:
        folder: Is made if it is not there.
        of_run: Cells that all rows of the run share.
        synthetic: An input was made up.
    """

    folder: Path
    of_run: Cells
    synthetic: bool = False

    def table(self, table: Table, rows: Iterable[Cells], under: str = "", *, parquet: bool = False) -> list[Output]:
        """Write rows, sorted by the table's key, as CSV and on demand as Parquet."""
        texts = _texts(table, rows, self.of_run)
        told = [self._write(f"{under}{self._named(table.name)}.csv", _csv(table, texts).encode(), len(texts))]
        if parquet:
            told.append(self._write(f"{under}{self._named(table.name)}.parquet", _parquet(table, texts), len(texts)))
        return told

    def lines(self, table: Table, lines: Lines, under: str) -> Output:
        """Write a table whose lines a step has made."""
        text = lines.text.replace(_RUN_ID, self.of_run["run_id"])
        return self._write(f"{under}{self._named(table.name)}.csv", text.encode(), lines.rows)

    def document(self, name: str, told: Any) -> Output:
        """Write JSON."""
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return self._write(self._named(name), text.encode(), None)

    def packed(self, name: str, content: str) -> Output:
        """Write a file that was carried as base64; its last part is marked if an input was made up."""
        folder, _, last = name.rpartition("/")
        return self._write(f"{folder}/{self._named(last)}", base64.b64decode(content), None)

    def only(self, under: str, outputs: Sequence[Output]) -> None:
        """Delete what an earlier run left in a folder of ours and this one did not write."""
        written = {self.folder / one.path for one in outputs}
        for left in sorted((self.folder / under).glob("*")):
            if left.is_file() and left not in written:
                left.unlink()

    def _named(self, name: str) -> str:
        return SYNTHETIC + name if self.synthetic else name

    def _write(self, name: str, data: bytes, rows: int | None) -> Output:
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise InputError("unwritable", file=name, why=type(error).__name__) from error
        return Output(name, hashlib.sha256(data).hexdigest(), rows)


def lines_of(table: Table, rows: Iterable[Cells], reference_date: str) -> Lines:
    """A table as ``Writer.table`` writes it: made in a step where there are many rows."""
    texts = _texts(table, rows, {"run_id": _RUN_ID, "reference_date": reference_date})
    return Lines(_csv(table, texts), len(texts))


def _texts(table: Table, rows: Iterable[Cells], of_run: Cells) -> list[list[str]]:
    ordered = sorted(rows, key=lambda row: [_ordered(row.get(name)) for name in table.key])
    return [table.texts({**row, **of_run}) for row in ordered]


def _ordered(value: Any) -> tuple[bool, Any]:
    """Nothing stands before anything."""
    return value is not None, value


def _csv(table: Table, texts: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow([column.name for column in table.columns])
    lines.writerows(texts)
    return stream.getvalue()


def _parquet(table: Table, texts: Sequence[Sequence[str]]) -> bytes:
    import polars as pl

    columns = zip(*texts, strict=True) if texts else ([] for _ in table.columns)
    frame = pl.DataFrame([_series(column, list(cells)) for column, cells in zip(table.columns, columns, strict=True)])
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", statistics=True)
    return stream.getvalue()


def _series(column: Column, cells: list[str]) -> Any:
    import polars as pl

    kind = pl.String() if column.decimals is None else pl.Float64() if column.decimals else pl.Int64()
    return pl.Series(column.name, [cell or None for cell in cells], dtype=pl.String()).cast(kind)
