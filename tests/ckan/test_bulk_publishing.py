"""Many records in one transaction give the very rows, documents, hooks and signals that they give one by one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, ClassVar

import ckan.plugins as p
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search, signals
from ckan.plugins import core, toolkit
from handed import REGISTRATION
from written import documents_of, purge, rows_of

from ckanext.govinnov import wiring
from ckanext.govinnov.harvesting.agencies import Agencies
from ckanext.govinnov.harvesting.sink import CatalogSink
from ckanext.govinnov.publishing import indexing, outbox
from ckanext.govinnov.publishing.memory import Memory
from ckanext.govinnov.publishing.pending import Pending
from ckanext.govinnov.publishing.stored import UnlikeError, complete, values_of
from harvesters.errors import LeaseLostError
from harvesters.model import Delivery, Job, Outcome, RemoteRecord, RemoteResource, Source
from harvesters.package import dataset_id, dataset_name
from harvesters.store import SqlStore


class Counting(p.SingletonPlugin):
    """Counts every hook that a dataset meets."""

    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IResourceController, inherit=True)
    p.implements(p.IDomainObjectModification, inherit=True)

    seen: ClassVar[Counter[str]] = Counter()

    def _count(self, name: str) -> None:
        type(self).seen[name] += 1

    def create(self, entity: Any) -> None:
        self._count("create")

    def edit(self, entity: Any) -> None:
        self._count("edit")

    def read(self, entity: Any) -> None:
        self._count("read")

    def after_dataset_create(self, context: Any, pkg_dict: Any) -> None:
        self._count("after_dataset_create")

    def after_dataset_update(self, context: Any, pkg_dict: Any) -> None:
        self._count("after_dataset_update")

    def after_dataset_show(self, context: Any, pkg_dict: Any) -> None:
        self._count("after_dataset_show")

    def before_dataset_index(self, pkg_dict: Any) -> Any:
        self._count("before_dataset_index")
        return pkg_dict

    def before_resource_show(self, resource_dict: Any) -> Any:
        self._count("before_resource_show")
        return resource_dict

    def notify(self, entity: Any, operation: Any) -> None:
        self._count(f"notify {type(entity).__name__} {operation}")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Hooks and signals since the last clear."""
    monkeypatch.setitem(core._PLUGINS_SERVICE, "counting", Counting(name="counting"))

    def heard(sender: str, **told: Any) -> None:
        Counting.seen[f"signal {sender}"] += 1

    with signals.action_succeeded.connected_to(heard):
        yield Counting.seen
    Counting.seen.clear()


@pytest.fixture
def source() -> Iterator[Source]:
    """A source of its own, with its datasets gone afterwards."""
    made = Source(f"bulk-{model.types.make_uuid()[:8]}", "datajson", "https://agency.example/data.json", approved=True)
    model.Session.commit()
    wiring.desk().add(made)
    yield made
    model.Session.rollback()
    purge([_id(made, record) for record in records()])


@pytest.fixture
def store() -> SqlStore:
    return SqlStore(model.meta.engine)


@pytest.fixture
def job(source: Source, store: SqlStore) -> Job:
    """A job in its second half."""
    return store.begin_delivery(store.take(source.name, dry=False, lease_s=60))


@pytest.fixture
def sink() -> CatalogSink:
    return CatalogSink(toolkit.get_action("get_site_user")({"ignore_auth": True}, {})["name"])


def _meet_agencies(sink: CatalogSink, source: Source, job: Job) -> None:
    """Let the agencies be there before anything is counted."""
    sink.deliver(
        [_delivery(source, job, RemoteRecord("0", "앞서", agency=name)) for name in ("가온시", "나루군", None)]
    )
    sink.finish()


def records(words: str = "") -> list[RemoteRecord]:
    """Records of every shape that a list has."""
    link = RemoteResource("측정값", "https://agency.example/a.csv", "CSV", description=f"매월 측정 {words}")
    api = RemoteResource("API", "https://agency.example/api", "API")
    return [
        RemoteRecord(
            "1", f"수질 측정 {words}", "한강의 수질", agency="가온시", tags=("수질", "하천"), resources=(link, api)
        ),
        RemoteRecord(
            "2", f"대기 측정 {words}", "<b>굵게</b>", "https://agency.example/2", agency="가온시", tags=("대기", "수질")
        ),
        RemoteRecord("3", f"소음 {words}", agency="나루군", extras={"subject": "환경", "odd": "가"}, resources=(link,)),
        RemoteRecord("4", f"  빈칸 {words}", agency="나루군", modified="2024-01-02", resources=(api,)),
        RemoteRecord("5", f"끝 {words}", "끝", agency=None),
    ]


def test_a_batch_gives_the_rows_documents_hooks_and_signals_of_single_writes(
    source: Source, job: Job, sink: CatalogSink, counted: Counter[str]
) -> None:
    everything = [*records(), *records("고침")]
    ids = sorted({_id(source, record) for record in everything})
    seen, waiting = [], outbox.waiting()
    for size in (1, len(ids)):
        purge(ids)
        _meet_agencies(sink, source, job)
        Counting.seen.clear()
        outcomes = _deliver(sink, source, job, everything, size)
        seen.append((outcomes, rows_of(ids), documents_of(ids), dict(Counting.seen)))
    alone, together = seen
    assert [outcome.state for outcome in together[0]] == ["published"] * 10
    for table, rows in alone[1].items():
        for one, many in zip(rows, together[1][table], strict=True):
            assert many == one
    assert together == alone
    assert together[3]["after_dataset_create"] == 5
    assert together[3]["after_dataset_update"] == 5
    assert together[3]["signal package_create"] == 5
    assert len(together[1]["activity"]) == 10
    assert outbox.waiting() == waiting


def test_two_workers_that_meet_a_new_agency_at_once_make_one(sink: CatalogSink, app: Any) -> None:
    titles = [f"함께 만난 기관 {model.types.make_uuid()}" for _ in range(4)]

    def meet(_: int) -> list[str]:
        with app.flask_app.test_request_context():
            return [Agencies(sink._context).id_of(title) for title in titles]

    with ThreadPoolExecutor(2) as workers:
        one, other = workers.map(meet, range(2))
    assert one == other
    assert len(set(one)) == 4


def test_what_waits_to_be_written_is_written_before_the_database_is_asked(sink: CatalogSink) -> None:
    session, told = model.Session(), []
    pending = Pending(session)
    package = model.Package(name=f"waits-{model.types.make_uuid()}", extras={"가": "나"})
    asked = sa.select(model.Package.name).where(model.Package.name.like("waits-%"))
    with Memory({}, write=pending.write).listening(session), pending.holding(told.append):
        session.add(package)
        session.flush()
        assert told == [package]
        assert package.id
        assert package.state == "active"
        assert pending.holds(package)
        assert session.get(model.Package, package.id) is package
        assert session.scalars(asked).all() == [package.name]
        assert not pending.holds(package)
        package.title = "고침"
        session.flush()
        assert session.scalar(sa.text(f"SELECT title FROM package WHERE id = '{package.id}'")) == "고침"
    session.rollback()


def test_a_row_reads_as_the_database_gives_it_back(sink: CatalogSink) -> None:
    session = model.Session()
    package = model.Package(name=f"reads-{model.types.make_uuid()}")
    resource = model.Resource(name="가", url="https://agency.example", size=3, extras={"나": ["다", 1, None]})
    package.resources_all.append(resource)
    session.add(package)
    complete(resource)
    known = values_of(resource)
    session.flush()
    (stored,) = session.execute(sa.select(model.resource_table).where(model.resource_table.c.id == resource.id))
    unlike = {"package_id", "position"}  # given by the relationship in a flush; CKAN gives the first itself
    names = model.resource_table.columns.keys()
    assert [one for one, name in zip(known, names, strict=True) if name not in unlike] == [
        one for one, name in zip(stored, names, strict=True) if name not in unlike
    ]
    resource.size = "3"
    with pytest.raises(UnlikeError):
        values_of(resource)
    session.rollback()


def test_a_refused_record_fails_alone_with_its_reason(source: Source, job: Job, sink: CatalogSink) -> None:
    batch = records()
    batch[2] = replace(batch[2], notes=f"문의 {REGISTRATION}")
    outcomes = _deliver(sink, source, job, batch, 5)
    assert [outcome.state for outcome in outcomes] == ["published", "published", "failed", "published", "published"]
    problem = outcomes[2].problem
    assert problem is not None
    assert "주민등록번호" in problem.message_ko
    assert problem.record == "3"
    assert model.Package.get(_id(source, batch[2])) is None
    assert sum(bool(documents) for documents in documents_of([_id(source, record) for record in batch]).values()) == 4


def test_what_the_database_refuses_at_the_end_fails_alone(source: Source, job: Job, sink: CatalogSink) -> None:
    name = dataset_name(source.name, "4")
    model.Session.commit()
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql(_REFUSE.replace("NAME", name))
    try:
        outcomes = _deliver(sink, source, job, records(), 5)
        assert [outcome.state for outcome in outcomes] == [*["published"] * 3, "failed", "published"]
    finally:
        model.Session.rollback()
        with model.meta.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER refuse_bulk ON package; DROP FUNCTION refuse_bulk()")


_REFUSE = """
CREATE FUNCTION refuse_bulk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.name = 'NAME' THEN RAISE EXCEPTION 'refused' USING ERRCODE = 'GI001'; END IF; RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER refuse_bulk AFTER INSERT ON package DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_bulk();
"""


@pytest.mark.parametrize("size", [1, 5])
def test_what_ckan_can_not_index_keeps_nobody_else_out_of_the_index(
    source: Source, job: Job, sink: CatalogSink, size: int
) -> None:
    batch = records()
    batch[2] = replace(batch[2], extras={"issued_date": "99999999999-01-01"})
    ids = [_id(source, record) for record in batch]
    assert {outcome.state for outcome in _deliver(sink, source, job, batch, size)} == {"published"}
    assert [bool(documents) for documents in documents_of(ids).values()] == [True, True, False, True, True]
    assert model.Session.scalars(sa.select(outbox.outbox.c.key).where(outbox.outbox.c.key.in_(ids))).all() == [ids[2]]
    purge(ids)


def test_a_name_that_somebody_else_has_fails_alone(source: Source, job: Job, sink: CatalogSink) -> None:
    other = {
        "id": model.types.make_uuid(),
        "name": dataset_name(source.name, "3"),
        "title": "남의 것",
        "private": False,
    }
    agency = sink._agencies.id_of("가온시")
    toolkit.get_action("package_create")(dict(sink._context), {**other, "owner_org": agency})
    try:
        outcomes = _deliver(sink, source, job, records(), 5)
        assert [outcome.state for outcome in outcomes] == ["published", "published", "failed", "published", "published"]
        assert model.Package.get(other["id"]).title == "남의 것"
    finally:
        purge([other["id"]])


def test_a_worker_whose_job_was_taken_over_writes_nothing(
    source: Source, job: Job, store: SqlStore, sink: CatalogSink
) -> None:
    _meet_agencies(sink, source, job)
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("UPDATE govinnov_job SET lease_until = 0 WHERE id = :id"), {"id": job.id})
    newer = store.take(source.name, dry=False, lease_s=60)
    assert newer.token == job.token + 1
    for size in (1, 5):
        with pytest.raises(LeaseLostError):
            _deliver(sink, source, job, records(), size)
        model.Session.rollback()
    assert not any(documents_of([_id(source, record) for record in records()]).values())
    assert model.Package.get(_id(source, records()[0])) is None
    assert {outcome.state for outcome in _deliver(sink, source, newer, records(), 5)} == {"published"}


def test_a_batch_asks_the_database_as_often_as_a_small_one_and_solr_once(
    source: Source, job: Job, sink: CatalogSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        RemoteRecord(str(n), f"자료 {n}", agency="가온시", tags=("수질",), resources=(_link(n),)) for n in range(60)
    ]
    sink.deliver([_delivery(source, job, RemoteRecord("0", "앞서", agency="가온시", tags=("수질",)))])
    statements: list[str] = []
    sa.event.listen(model.meta.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    sent: list[int] = []
    add = search.index.pysolr.Solr.add
    monkeypatch.setattr(
        search.index.pysolr.Solr, "add", lambda solr, docs, **how: (sent.append(len(docs)), add(solr, docs, **how))
    )
    asked = []
    for batch in (many[:10], many[10:]):
        statements.clear()
        assert {outcome.state for outcome in _deliver(sink, source, job, batch, 50)} == {"published"}
        asked.append(len(statements))
    assert sent == [10, 50]
    assert asked[1] <= asked[0] + 2
    purge([_id(source, record) for record in many])


def test_a_batch_of_a_slow_source_is_found_before_the_next_one_comes(
    source: Source, job: Job, sink: CatalogSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WAIT_S", 0.2)
    for one in [records()[:2], records()[2:]]:
        time.sleep(0.3)
        ids = [_id(source, record) for record in one]
        sink.deliver([_delivery(source, job, record) for record in one])
        assert all(documents_of(ids).values())


def _link(number: int) -> RemoteResource:
    return RemoteResource("바로가기", f"https://agency.example/{number}", "HTML")


def _id(source: Source, record: RemoteRecord) -> str:
    return dataset_id(source.name, record.remote_id)


def _delivery(source: Source, job: Job, record: RemoteRecord) -> Delivery:
    return Delivery(source, job, record, _id(source, record), False)


def _deliver(sink: CatalogSink, source: Source, job: Job, batch: Sequence[RemoteRecord], size: int) -> list[Outcome]:
    """Hand records over in batches of a size, each with a session of its own, as jobs have them."""
    outcomes = []
    for at in range(0, len(batch), size):
        outcomes += sink.deliver([_delivery(source, job, record) for record in batch[at : at + size]])
        sink.finish()
        model.Session.remove()
    return outcomes
