"""Moving in: sources and record ids of a site that harvested with ckanext-harvest; its datasets keep their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, RowMapping, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from harvesters.errors import UsageError
from harvesters.model import Source

#: Our source type for each harvester's ``info()["name"]``.
TYPES: Mapping[str, str] = {
    "ckan": "ckan",
    "dcat_rdf": "dcat",
    "dcat_json": "datajson",
    "datajson": "datajson",
    "csw": "csw",
    "doc": "iso19139",
    "single-doc": "iso19139",
}
#: Cron text (Korean time) for each of its frequencies.
SCHEDULES: Mapping[str, str | None] = {
    "MANUAL": None,
    "ALWAYS": "*/15 * * * *",
    "DAILY": "0 3 * * *",
    "WEEKLY": "0 3 * * 1",
    "BIWEEKLY": "0 3 1,15 * *",
    "MONTHLY": "0 3 1 * *",
}
_SLUG = re.compile(r"[^a-z0-9_-]+")

_SOURCES = text("""
    SELECT s.id, s.url, s.title, s.type, s.active, s.frequency, p.name, g.title AS agency
    FROM harvest_source s
    LEFT JOIN package p ON p.id = s.id
    LEFT JOIN "group" g ON g.id = COALESCE(p.owner_org, NULLIF(s.publisher_id, ''))
    ORDER BY s.created, s.id
""")
_RECORDS = text("""
    SELECT o.guid, o.package_id, COALESCE(p.title, '') AS title
    FROM harvest_object o
    LEFT JOIN package p ON p.id = o.package_id
    WHERE o.harvest_source_id = :id AND o.current AND o.package_id IS NOT NULL AND COALESCE(o.guid, '') <> ''
      AND COALESCE(p.state, 'active') = 'active'
    ORDER BY o.import_finished, o.id
""")


@dataclass(frozen=True, slots=True)
class Known:
    """A record that the stock site harvested: its remote id, and the dataset it became."""

    remote_id: str
    dataset_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A source to move, with its records; ``reason`` says why it can't be moved, in both languages."""

    source: Source
    records: tuple[Known, ...]
    reason: tuple[str, str] | None = None


def read(url: str) -> Iterator[Moved]:
    """Every source of a stock site's database (an address of SQLAlchemy), inactive ones paused.

    Raises:
        UsageError: It can't be reached, or holds no tables of ckanext-harvest.
    """
    try:
        engine = create_engine(url)
        with engine.connect() as db:
            _check(engine)
            for row in db.execute(_SOURCES).mappings().all():
                yield _moved(db, row)
    except SQLAlchemyError as error:
        raise UsageError(
            "no-stock-database",
            f"옮겨 올 사이트의 데이터베이스를 읽을 수 없습니다({type(error).__name__}). 주소와 권한을 확인하세요.",
            f"The other site's database can't be read ({type(error).__name__}); check its address and rights.",
        ) from None


def _check(engine: Engine) -> None:
    missing = {"harvest_source", "harvest_object", "package"} - set(inspect(engine).get_table_names())
    if missing:
        raise UsageError(
            "no-stock-tables",
            f"ckanext-harvest의 표가 없습니다({', '.join(sorted(missing))}). CKAN 데이터베이스 주소인지 확인하세요.",
            f"There are no tables of ckanext-harvest ({', '.join(sorted(missing))}); is this CKAN's database?",
        )


def _moved(db: Connection, row: RowMapping) -> Moved:
    kind = TYPES.get(row["type"])
    source = Source(
        name=str(row["name"] or _slug(row["title"]) or row["id"]),
        type=kind or row["type"],
        url=row["url"],
        agency=row["agency"],
        schedule=SCHEDULES.get(row["frequency"] or "MANUAL"),
        paused=not row["active"],
    )
    if kind is None:
        return Moved(source, (), _unknown(row["type"]))
    found = db.execute(_RECORDS, {"id": row["id"]}).mappings()
    return Moved(source, tuple(Known(r["guid"], r["package_id"], r["title"]) for r in found))


def _slug(title: str | None) -> str:
    return _SLUG.sub("-", (title or "").lower()).strip("-")[:60]


def _unknown(kind: str) -> tuple[str, str]:
    return (
        f"'{kind}' 수집기에 해당하는 소스 유형이 없습니다. 'harvest types'에서 골라 직접 등록하세요.",
        f"No source type stands for the harvester '{kind}'; choose one of 'harvest types' and add it by hand.",
    )
