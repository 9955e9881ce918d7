"""Copies of an accepted version in other forms, each by a named generator: Parquet, CSV, table; maps of GeoJSON."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ckan.model as ckan_model
import polars as pl
import sqlalchemy as sa

from ckanext.govinnov.publishing import mapping, tables
from ckanext.govinnov.publishing.model import certificate, rendition, version
from ckanext.govinnov.storage import storage
from govinnov import gate

if TYPE_CHECKING:
    from ckanext.govinnov.publishing.generators import Opened

PARQUET, CSV = "parquet", "csv"
#: Kinds of renditions that are files.
MIMETYPES = {
    PARQUET: "application/vnd.apache.parquet",
    CSV: "text/csv; charset=utf-8",
    mapping.GEOPACKAGE: "application/geopackage+sqlite3",
    mapping.PICTURE: "image/png",
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that can be downloaded in place of the original; ``size`` in bytes."""

    kind: str
    path: Path
    filename: str
    mimetype: str
    size: int


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
    from ckanext.govinnov.publishing.generators import GENERATORS  # loads frictionless: only the worker needs it
    from govinnov.gate.canonical import NotAcceptedError
    from govinnov.gate.rows import show

    version_id = opened.row.id
    try:
        with ExitStack() as stack:
            making = [stack.enter_context(generate(opened)) for generate in GENERATORS.values()]
            show(opened.batches(), making)
    except NotAcceptedError:
        ckan_model.Session.execute(sa.delete(rendition).where(rendition.c.version_id == version_id))
        for kind in MIMETYPES:
            _path(version_id, kind).unlink(missing_ok=True)
        return
    made = {kind: generate.__name__ for kind, generate in GENERATORS.items()}
    if opened.row.format == mapping.GEOJSON:
        made |= mapping.draw(opened.row.sha256, opened.path)
    for kind, generator in made.items():
        _record(version_id, kind, generator, opened.path(kind) if kind in MIMETYPES else None)


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


def _certified(version_id: str) -> Any:
    statement = (
        sa.select(version)
        .join(certificate, certificate.c.version_id == version.c.id)
        .where(version.c.id == version_id, version.c.is_current, certificate.c.revoked_at.is_(None))
    )
    return ckan_model.Session.execute(statement).first()


def _open(row: Any, workdir: Path) -> Opened | None:
    """Read the version again; a file without a table has no renditions."""
    from ckanext.govinnov.publishing.generators import Opened

    found = gate.reopen(storage().path(row.sha256), row.filename, row.sha256, workdir)
    if not found or row.schema is None:
        return None
    return Opened(row, row.schema, found[0], storage().renditions(row.id))


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
