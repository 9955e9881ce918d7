"""What is revoked is unreadable at once, and every copy is gone when the projector has passed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from handed import GOOD, dataset_dict, upload

from ckanext.govinnov.publishing import outbox, projector, purge, rescreen, tables, versions
from ckanext.govinnov.storage import storage

Act = Callable[..., Any]
#: Within so many seconds every copy is gone.
WITHDRAWN_S = 60
NEWER = GOOD + "남산,2020\n".encode()


def drain() -> None:
    """Do all work of the outbox, as the worker does it."""
    model.Session.commit()
    while outbox.waiting():
        row = outbox.claim(30)
        assert row is not None, "a piece of work failed and waits for its retry"
        projector.WORK[row.kind](row.key)
        outbox.done([row.id])


def place(resource: Any) -> str:
    """Where the file of a resource is downloaded."""
    return f"/dataset/{resource['package_id']}/resource/{resource['id']}/download/x.csv"


@pytest.fixture
def resource(act: Act, dataset: Any) -> Any:
    """A published file with its renditions."""
    made = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    drain()
    return made


def test_without_an_earlier_version_the_resource_leaves_and_a_tombstone_stays(
    act: Act, app: Any, anonymous: Act, resource: Any
) -> None:
    assert tables.served(resource["id"])
    answer = act("govinnov_version_revoke", resource_id=resource["id"], number=1, reason="잘못된 자료")
    assert answer["current"] is None
    gone = app.get(place(resource), status=410)
    assert "잘못된 자료" in gone.text or "withdrawn" in gone.text
    app.get(f"/dataset/{resource['package_id']}/resource/{resource['id']}/version/1", status=410)
    assert anonymous("package_show", id=resource["package_id"])[1]["result"]["resources"] == []
    page = app.get(f"/dataset/{resource['package_id']}")
    assert "잘못된 자료" in page.text
    drain()
    assert tables.served(resource["id"]) is None
    assert not [path for path in storage().renditions(answer["version_id"]).iterdir() if path.is_file()]


def test_the_last_good_version_is_current_again(act: Act, app: Any, resource: Any) -> None:
    act("resource_update", id=resource["id"], name="측정", upload=upload(NEWER))
    answer = act("govinnov_version_revoke", resource_id=resource["id"], number=2, reason="단위 오류")
    assert answer["current"] == 1
    assert app.get(place(resource)).data == GOOD
    app.get(f"/dataset/{resource['package_id']}/resource/{resource['id']}/version/2", status=410)
    drain()
    assert tables.served(resource["id"]) == versions.current(resource["id"]).id


def test_an_old_version_can_be_revoked_alone(act: Act, app: Any, resource: Any) -> None:
    act("resource_update", id=resource["id"], name="측정", upload=upload(NEWER))
    act("govinnov_version_revoke", resource_id=resource["id"], number=1, reason="단위 오류")
    assert app.get(place(resource)).data == NEWER
    app.get(f"/dataset/{resource['package_id']}/resource/{resource['id']}/version/1", status=410)


def test_other_resources_can_still_be_updated_after_one_left(act: Act, dataset: Any) -> None:
    first, second = (
        act("resource_create", package_id=dataset["id"], name=name, upload=upload(data))
        for name, data in (("하나", GOOD), ("둘", NEWER))
    )
    act("govinnov_version_revoke", resource_id=first["id"], number=1, reason="중복")
    act("resource_patch", id=second["id"], description="남은 자료")
    assert versions.current(second["id"]).certificate_id


def test_revoked_words_make_the_dataset_private_and_leave_no_trace(
    act: Act, anonymous: Act, dataset: Any, resource: Any
) -> None:
    act("govinnov_metadata_revoke", id=dataset["id"], reason="제목에 개인정보")
    assert anonymous("package_show", id=dataset["id"])[0] == 403
    assert anonymous("package_search", q=f'title:"{dataset["title"]}"')[1]["result"]["count"] == 0
    drain()
    act("package_patch", id=dataset["id"], title="고친 제목", private=False)
    assert anonymous("package_show", id=dataset["id"])[1]["result"]["title"] == "고친 제목"


def test_only_stewards_of_the_agency_revoke_and_they_say_why(act: Act, resource: Any) -> None:
    stranger = {"user": factories.User()["name"], "ignore_auth": False}
    asked = {"resource_id": resource["id"], "number": 1, "reason": "그냥"}
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("govinnov_version_revoke")(stranger, dict(asked))
    with pytest.raises(tk.ValidationError):
        act("govinnov_version_revoke", **(asked | {"reason": " "}))
    assert versions.current(resource["id"]).certificate_id


def test_purged_bytes_are_gone_but_not_those_of_another_certificate(act: Act, dataset: Any, resource: Any) -> None:
    unlike = "이름,연도\n어린이공원,2011\n솔밭공원,2012\n".encode() + model.types.make_uuid().encode() + b",2013\n"
    one, two = (
        act("resource_create", package_id=dataset["id"], name=name, upload=upload(unlike)) for name in ("하나", "둘")
    )
    first = purge.purge_version(versions.current(one["id"]).id, "kim", "삭제 요청")
    assert first is not None
    assert first.kept_by == (versions.current(two["id"]).id,)
    assert storage().path(two["hash"]).exists()
    second = purge.purge_version(versions.current(two["id"]).id, "kim", "삭제 요청")
    assert second is not None
    assert second.removed
    assert not storage().path(two["hash"]).exists()


@contextmanager
def _strict(names: str) -> Iterator[None]:
    before = tk.config["ckanext.govinnov.rules_strict"]
    tk.config["ckanext.govinnov.rules_strict"] = names.split()
    try:
        yield
    finally:
        tk.config["ckanext.govinnov.rules_strict"] = before


#: Twenty registration numbers written as the lax rules let them pass; built at run time.
CANARIES = [f"1.{900101 + day:06d}{1234500 + day:07d}" for day in range(20)]


def test_twenty_canaries_are_nowhere_after_a_stricter_rule(
    act: Act, agency: Any, app: Any, anonymous: Act, tmp_path: Path
) -> None:
    files = ["이름,좌표\n".encode() + f"지점{number},{text}\n끝,2.5\n".encode() for number, text in enumerate(CANARIES)]
    published = []
    for start in range(0, 20, 5):
        dataset = act("package_create", **dataset_dict(agency))
        first = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(files[start]))
        for data in files[start + 1 : start + 5]:
            act("resource_update", id=first["id"], name="측정", upload=upload(data))
        published.append(first)
    drain()
    assert all(CANARIES[5 * turn + 4].encode() in app.get(place(one)).data for turn, one in enumerate(published))
    started = time.monotonic()
    with _strict("split-decimal"):
        assert rescreen.order() >= 20
        drain()
    assert time.monotonic() - started < WITHDRAWN_S
    for one in published:
        app.get(place(one), status=410)
        assert tables.served(one["id"]) is None
        assert versions.current(one["id"]) is None
        assert not any(app.get(_version(one, number), status=410).data.count(b"1.9001") for number in range(1, 6))
    kept = [path for path in (storage().root / "renditions").rglob("*") if path.is_file() and _holds(path)]
    assert kept == []
    _nowhere_in_the_databases()
    for text in CANARIES:
        assert anonymous("package_search", q=f'"{text}"')[1]["result"]["count"] == 0
    assert not any(text in app.get("/feeds/dataset.atom").text for text in CANARIES)


def test_words_are_screened_again_too(act: Act, agency: Any, anonymous: Act) -> None:
    dataset = act("package_create", **dataset_dict(agency, notes=f"기준값 {CANARIES[0]} 참고"))
    with _strict("split-decimal"):
        rescreen.order()
        drain()
    assert anonymous("package_show", id=dataset["id"])[0] == 403
    assert anonymous("package_search", q=f'"{CANARIES[0]}"')[1]["result"]["count"] == 0


def test_a_second_order_finds_nothing_to_do(act: Act, resource: Any) -> None:
    with _strict("bare-passport"):
        assert rescreen.order() > 0
        drain()
        assert rescreen.order() == 0
    assert versions.current(resource["id"]).certificate_id


def _version(resource: Any, number: int) -> str:
    return f"/dataset/{resource['package_id']}/resource/{resource['id']}/version/{number}"


def _holds(path: Path) -> bool:
    data = path.read_bytes()
    return any(text.encode() in data for text in CANARIES)


def _nowhere_in_the_databases() -> None:
    """Neither in a table of the DataStore that the read role sees, nor in the activities."""
    with tables.engine().connect() as connection:
        names = [name for name in sa.inspect(connection).get_table_names() if not name.startswith("_")]
        texts = [str(connection.execute(sa.text(f'SELECT * FROM "{name}"')).all()) for name in names]
    if sa.inspect(model.Session.connection()).has_table("activity"):
        texts += [str(row) for row in model.Session.execute(sa.text("SELECT data FROM activity"))]
    assert not any(text in found for text in CANARIES for found in texts)
