"""The index is compared with the database in both directions, mended, and written anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import logic, model
from ckan.cli.cli import ckan
from ckan.lib import search
from handed import dataset_dict

from ckanext.govinnov.publishing import documents, loaded, revoke, verify

Act = Callable[..., Any]


@pytest.fixture(autouse=True)
def _begun_clean() -> Iterator[None]:
    """What other tests left is mended first."""
    verify.mend(verify.compare())
    yield


@pytest.fixture
def datasets(act: Act, agency: Any) -> list[str]:
    """Ids of datasets of every kind that the index holds."""
    made = [act("package_create", **dataset_dict(agency, private=private))["id"] for private in (False, False, True)]
    model.Session.commit()
    return made


def _document(package_id: str) -> dict[str, Any]:
    solr = search.make_connection(decode_dates=False)
    return next(iter(solr.search(f'id:"{package_id}"', fl="*").docs), {})


def _rewrite(package_id: str, **changes: Any) -> None:
    """Put a document with other words into the index, past CKAN."""
    document = documents.of(revoke.dictized(package_id))[0]
    search.make_connection().add([{**document, **changes}], commit=True)


def test_a_whole_index_has_no_difference(datasets: list[str]) -> None:
    assert verify.compare() == verify.Differences()


def test_a_missing_document_is_found_and_written(datasets: list[str]) -> None:
    before = _document(datasets[0])
    logic.index_remove_package(datasets[0])
    found = verify.compare()
    assert found == verify.Differences(missing=(datasets[0],))
    verify.mend(found)
    changing = ("_version_", "indexed_ts")
    after = _document(datasets[0])
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }
    assert verify.compare() == verify.Differences()


@pytest.mark.parametrize(
    "vanish",
    [
        "UPDATE package SET state = 'deleted' WHERE id = :id",
        "UPDATE govinnov_metadata_certificate SET revoked_at = now() WHERE package_id = :id",
    ],
)
def test_a_document_of_nothing_public_is_a_ghost_and_is_taken_out(datasets: list[str], vanish: str) -> None:
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text(vanish), {"id": datasets[0]})
    found = verify.compare()
    assert found == verify.Differences(ghost=(datasets[0],))
    verify.mend(found)
    assert _document(datasets[0]) == {}


def test_a_document_without_any_dataset_is_a_ghost(datasets: list[str]) -> None:
    unknown = model.types.make_uuid()
    _rewrite(datasets[0], id=unknown, index_id=unknown)
    found = verify.compare()
    assert found == verify.Differences(ghost=(unknown,))
    verify.mend(found)
    assert _document(unknown) == {}
    assert _document(datasets[0])


def test_a_stale_document_is_found_and_written_anew(datasets: list[str]) -> None:
    _rewrite(datasets[0], metadata_modified="2001-01-01T00:00:00Z", title="낡은 제목")
    found = verify.compare()
    assert found == verify.Differences(stale=(datasets[0],))
    verify.mend(found)
    assert _document(datasets[0])["title"] != "낡은 제목"


@pytest.mark.parametrize(
    ("told", "instant"), [("43Z", "43.00"), ("43.5Z", "43.50"), ("43.12Z", "43.12"), ("43.129Z", "43.12")]
)
def test_a_time_with_zeros_at_its_end_is_the_same_time(told: str, instant: str) -> None:
    assert verify._instant(f"2026-11-24T20:23:{told}") == f"2026-11-24T20:23:{instant}"


def test_a_private_dataset_that_the_index_calls_public_is_found_and_hidden(datasets: list[str], anonymous: Act) -> None:
    _rewrite(datasets[2], permission_labels=["public"])
    found = verify.compare()
    assert found == verify.Differences(mislabelled=(datasets[2],))
    verify.mend(found)
    assert verify.compare() == verify.Differences()
    assert anonymous("package_search", q=f'id:"{datasets[2]}"')[1]["result"]["count"] == 0


def test_what_the_outbox_still_orders_is_no_difference(datasets: list[str]) -> None:
    logic.index_remove_package(datasets[0])
    order = sa.text(
        "INSERT INTO govinnov_outbox (kind, key, not_before) VALUES ('index', :id, now() + interval '1 day')"
    )
    with model.meta.engine.begin() as connection:
        connection.execute(order, {"id": datasets[0]})
    try:
        assert verify.compare() == verify.Differences()
    finally:
        with model.meta.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM govinnov_outbox WHERE key = :id"), {"id": datasets[0]})


def test_datasets_read_together_are_those_read_one_by_one(datasets: list[str]) -> None:
    model.Session.remove()
    together = {pair[0]["id"]: pair for pair in loaded.pairs(datasets)}
    assert set(together) == set(datasets)
    for package_id, pair in together.items():
        model.Session.remove()
        assert pair == revoke.dictized(package_id)


def test_the_commands_find_mend_and_write_anew(datasets: list[str], cli: Any) -> None:
    logic.index_remove_package(datasets[0])
    told = cli.invoke(ckan, ["govinnov", "index", "verify", "--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)["missing"] == [datasets[0]]
    assert cli.invoke(ckan, ["govinnov", "index", "verify", "--fix"]).exit_code == 0
    logic.index_remove_package(datasets[1])
    assert cli.invoke(ckan, ["govinnov", "index", "rebuild", "--processes", "1"]).exit_code == 0
    assert _document(datasets[1])


def test_several_processes_write_the_index_anew(datasets: list[str], cli: Any) -> None:
    for dataset in datasets:
        logic.index_remove_package(dataset)
    assert cli.invoke(ckan, ["govinnov", "index", "rebuild", "--processes", "2"]).exit_code == 0
    assert all(_document(dataset) for dataset in datasets)
    assert verify.compare() == verify.Differences()


def test_what_changes_while_it_is_sent_is_left_to_the_worker(
    act: Act, datasets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    private = datasets[2]
    monkeypatch.setattr(logic, "index_update_package_dicts", lambda pair, **more: _touch(pair[0]["id"]))
    act("package_patch", id=private, title="수질 측정 결과 개정")
    assert _orders(private) == 1
    monkeypatch.setattr(documents, "send", lambda made, *, commit: _touch(private))
    verify.index([private])
    assert _orders(private) == 2


def _touch(package_id: str) -> None:
    """Somebody else writes."""
    with model.meta.engine.begin() as connection:
        later = sa.text("UPDATE package SET metadata_modified = metadata_modified + interval '1 s' WHERE id = :id")
        connection.execute(later, {"id": package_id})


def _orders(package_id: str) -> int:
    with model.meta.engine.begin() as connection:
        counted = sa.text("SELECT count(*) FROM govinnov_outbox WHERE kind = 'index' AND key = :id")
        return int(connection.execute(counted, {"id": package_id}).scalar_one())
