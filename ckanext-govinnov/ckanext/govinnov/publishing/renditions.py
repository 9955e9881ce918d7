"""Copies of an accepted version in other forms, each by a named generator: Parquet, CSV for spreadsheets, table."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.model as ckan_model
import polars as pl
import sqlalchemy as sa
from polars.io.plugins import register_io_source

from ckanext.govinnov.publishing import judging, tables
from ckanext.govinnov.publishing.model import certificate, rendition, version
from ckanext.govinnov.storage import storage
from govinnov import gate

TABLE, PARQUET, CSV = "table", "parquet", "csv"
MIMETYPES = {PARQUET: "application/vnd.apache.parquet", CSV: "text/csv; charset=utf-8"}
BOM = "\ufeff"
#: A spreadsheet runs a cell that begins so; an apostrophe before it makes it a text.
_FORMULA = r"^([=+\-@\t\r])"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that can be downloaded in place of the original; ``size`` in bytes."""

    kind: str
    path: Path
    filename: str
    mimetype: str
    size: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A certified version with its first table read again."""

    row: Any
    schema: gate.Schema
    table: gate.Table
    folder: Path

    def batches(self) -> Iterator[pl.DataFrame]:
        """Canonical rows, typed by the schema."""
        from govinnov.gate import canonical

        return canonical.batches(self.table, self.schema)


def make(version_id: str) -> None:
    """Make every rendition of a version that is still current and certified; making them again is harmless."""
    row = _certified(version_id)
    if row is None:
        return
    with tempfile.TemporaryDirectory(prefix="govinnov-render-") as workdir:
        opened = _open(row, Path(workdir))
        if opened is None:
            return
        _generate(opened)
    ckan_model.Session.commit()
    if _certified(version_id) is None:  # revoked meanwhile
        withdraw(row.resource_id)


def _generate(opened: Opened) -> None:
    """Make each rendition; rows that a steward let pass although they are no table have none, only the file itself."""
    from govinnov.gate.canonical import NotAcceptedError

    version_id = opened.row.id
    try:
        for kind, generate in GENERATORS.items():
            _record(version_id, kind, generate.__name__, generate(opened))
    except NotAcceptedError:
        ckan_model.Session.execute(sa.delete(rendition).where(rendition.c.version_id == version_id))
        for kind in MIMETYPES:
            _path(version_id, kind).unlink(missing_ok=True)


def withdraw(resource_id: str) -> None:
    """Take a resource's table and every rendition of its uncertified versions away."""
    statement = (
        sa.select(version.c.id)
        .outerjoin(certificate, (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None))
        .where(version.c.resource_id == resource_id, certificate.c.id.is_(None))
    )
    gone = list(ckan_model.Session.scalars(statement))
    if tables.served(resource_id) in gone:
        tables.drop(resource_id)
    for version_id in gone:
        for kind in MIMETYPES:
            _path(version_id, kind).unlink(missing_ok=True)
    ckan_model.Session.execute(sa.delete(rendition).where(rendition.c.version_id.in_(gone)))
    ckan_model.Session.commit()


def of(row: Any) -> list[Rendition]:
    """The files made from a version (a row of ``versions``)."""
    statement = sa.select(rendition).where(rendition.c.version_id == row.id, rendition.c.kind.in_(MIMETYPES))
    stem = Path(row.filename).stem
    return [
        Rendition(made.kind, _path(row.id, made.kind), f"{stem}.{made.kind}", MIMETYPES[made.kind], made.size)
        for made in ckan_model.Session.execute(statement.order_by(rendition.c.kind))
    ]


def find(row: Any, kind: str) -> Rendition | None:
    """One of them."""
    return next((made for made in of(row) if made.kind == kind and made.path.exists()), None)


def preview(row: Any, limit: int) -> dict[str, Any] | None:
    """The first ``limit`` rows for a page; None until the Parquet file is made."""
    made = find(row, PARQUET)
    if made is None:
        return None
    frame = pl.scan_parquet(made.path).head(limit).collect()
    return {"fields": frame.columns, "rows": frame.rows(), "total": row.rows}


def parquet_1(opened: Opened) -> Path:
    """Parquet with the schema's types."""
    path = _path(opened.row.id, PARQUET)
    _lazy(opened).sink_parquet(path, compression="zstd")
    return path


def csv_1(opened: Opened) -> Path:
    """CSV that spreadsheets read right: BOM, CRLF, and no cell that they would run as a formula."""
    path = _path(opened.row.id, CSV)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(BOM)
        for number, batch in enumerate(opened.batches()):
            texts = pl.col(pl.String).str.replace(_FORMULA, "'$1")
            out.write(batch.with_columns(texts).write_csv(include_header=number == 0, line_terminator="\r\n"))
    return path


def table_1(opened: Opened) -> None:
    """The DataStore table that readers get."""
    from govinnov.gate import canonical

    types = [(field["name"], canonical.pg_type(field)) for field in opened.schema["fields"]]
    tables.load(opened.row.resource_id, opened.row.id, types, opened.batches())


GENERATORS: dict[str, Callable[[Opened], Path | None]] = {PARQUET: parquet_1, CSV: csv_1, TABLE: table_1}


def _certified(version_id: str) -> Any:
    statement = (
        sa.select(version)
        .join(certificate, certificate.c.version_id == version.c.id)
        .where(version.c.id == version_id, version.c.is_current, certificate.c.revoked_at.is_(None))
    )
    return ckan_model.Session.execute(statement).first()


def _open(row: Any, workdir: Path) -> Opened | None:
    """Read the version again under its own schema; a file without a table has no renditions."""
    verdict = judging.again(row, workdir)
    if not verdict.tables or verdict.schema is None:
        return None
    return Opened(row, verdict.schema, verdict.tables[0], workdir)


def _lazy(opened: Opened) -> pl.LazyFrame:
    """Batches as a lazy frame, so that Parquet is written without holding the whole table."""
    first = next(opened.batches(), pl.DataFrame())

    def rows(
        columns: list[str] | None, predicate: pl.Expr | None, count: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        for batch in opened.batches():
            yield batch.select(columns) if columns else batch

    return register_io_source(rows, schema=first.schema)


def _path(version_id: str, kind: str) -> Path:
    return storage().renditions(version_id) / f"{version_id}.{kind}"


def _record(version_id: str, kind: str, generator: str, path: Path | None) -> None:
    facts: dict[str, Any] = {"generator": generator}
    if path is not None:
        facts |= {"sha256": _sha256(path), "size": path.stat().st_size}
    statement = sa.dialects.postgresql.insert(rendition).values(version_id=version_id, kind=kind, **facts)
    ckan_model.Session.execute(statement.on_conflict_do_update(index_elements=["version_id", "kind"], set_=facts))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
