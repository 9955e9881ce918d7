"""What is made of an accepted version's canonical rows, each by a named generator, all in one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Full, Queue
from typing import IO, Any

import polars as pl
from polars.io.plugins import register_io_source

from ckanext.govinnov.publishing import tables
from ckanext.govinnov.replacing import replacing
from govinnov import gate
from govinnov.gate import canonical
from govinnov.gate.rows import Watcher

BOM = "\ufeff"
#: A spreadsheet runs a cell that begins so; an apostrophe before it makes it a text.
_FORMULA = r"^([=+\-@\t\r])"
_LOOK_S = 0.5


@dataclass(frozen=True, slots=True)
class Opened:
    """A certified version (a row of ``versions``) with its first table read again, and the folder of its files."""

    row: Any
    schema: gate.Schema
    table: gate.Table
    folder: Path

    def batches(self) -> Iterator[pl.DataFrame]:
        """Canonical rows, typed by the schema; at least one frame, maybe empty."""
        return canonical.batches(self.table, self.schema)

    def path(self, kind: str) -> Path:
        """Where the file of a kind lies."""
        return self.folder / f"{self.row.id}.{kind}"


#: Begins a rendition; what it yields sees every batch, and the end of the block completes the rendition or drops it.
Generator = Callable[[Opened], AbstractContextManager[Watcher[pl.DataFrame]]]


@contextmanager
def parquet_1(opened: Opened) -> Iterator[Watcher[pl.DataFrame]]:
    """Parquet with the schema's types."""
    with replacing(opened.path("parquet")) as part, ThreadPoolExecutor(max_workers=1) as beside:
        writing = _Parquet(part, beside)
        try:
            yield writing
        finally:
            writing.finish()


@contextmanager
def csv_1(opened: Opened) -> Iterator[Watcher[pl.DataFrame]]:
    """CSV that spreadsheets read right: BOM, CRLF, and no cell that they would run as a formula."""
    with replacing(opened.path("csv")) as part, part.open("wb") as out:
        out.write(BOM.encode())
        yield _Csv(out)


@contextmanager
def table_1(opened: Opened) -> Iterator[Watcher[pl.DataFrame]]:
    """The DataStore table that readers get."""
    types = [(field["name"], canonical.pg_type(field)) for field in opened.schema["fields"]]
    with tables.loading(opened.row.resource_id, opened.row.id, types) as loading:
        yield loading


class _Csv:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._has_header = False

    def see(self, batch: pl.DataFrame) -> None:
        """Write the next rows."""
        texts = pl.col(pl.String).str.replace(_FORMULA, "'$1")
        batch.with_columns(texts).write_csv(self._out, include_header=not self._has_header, line_terminator="\r\n")
        self._has_header = True


class _Parquet:
    """Hands batches to polars, which writes them as they come: the whole table is never held."""

    def __init__(self, path: Path, beside: ThreadPoolExecutor) -> None:
        self._path, self._beside = path, beside
        self._waiting: Queue[pl.DataFrame | None] = Queue(maxsize=1)
        self._writing: Future[None] | None = None

    def see(self, batch: pl.DataFrame) -> None:
        """Hand over the next rows."""
        if self._writing is None:
            self._writing = self._beside.submit(self._write, batch.schema)
        self._put(batch, self._writing)

    def finish(self) -> None:
        """Wait until everything is written; a fault of the writing comes out here."""
        if self._writing is not None:
            self._put(None, self._writing)
            self._writing.result()

    def _put(self, batch: pl.DataFrame | None, writing: Future[None]) -> None:
        while not writing.done():
            try:
                self._waiting.put(batch, timeout=_LOOK_S)
            except Full:
                continue
            return
        writing.result()

    def _write(self, schema: pl.Schema) -> None:
        def rows(columns: list[str] | None, *_: object) -> Iterator[pl.DataFrame]:
            while (batch := self._waiting.get()) is not None:
                yield batch.select(columns) if columns else batch

        register_io_source(rows, schema=schema).sink_parquet(self._path, compression="zstd", compression_level=2)


#: By kind. The table is last to be begun and first to be completed: readers get files only with it.
GENERATORS: dict[str, Generator] = {"parquet": parquet_1, "csv": csv_1, "table": table_1}
