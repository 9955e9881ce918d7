"""A file too large or too slow for one request: an answer at once, public when the worker has accepted it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from handed import GOOD, PERSONAL, REGISTRATION, dataset_dict, upload

from ckanext.govinnov.publishing import inline, outbox, projector, submissions, versions

Act = Callable[..., Any]
NEWER = GOOD + "남산,2020\n".encode()


def work() -> None:
    """Do all work of the outbox, as the worker does it."""
    model.Session.commit()
    while outbox.waiting():
        row = outbox.claim(30)
        assert row is not None, "a piece of work failed and waits for its retry"
        projector.WORK[row.kind](row.key)
        outbox.done([row.id])


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file of the test be a large one."""
    monkeypatch.setitem(tk.config, "ckanext.govinnov.inline_max_bytes", 10)


@pytest.mark.usefixtures("small_limit")
def test_a_large_file_is_pending_invisible_and_then_public_under_the_same_id(
    act: Act, dataset: Any, anonymous: Act, app: Any
) -> None:
    answer = act("resource_create", package_id=dataset["id"], name="큰 파일", upload=upload(GOOD))
    assert (answer["state"], answer["package_id"]) == ("pending", dataset["id"])
    assert anonymous("package_show", id=dataset["id"])[1]["result"]["resources"] == []
    assert anonymous("resource_show", id=answer["id"])[0] == 404
    work()
    shown = anonymous("package_show", id=dataset["id"])[1]["result"]["resources"]
    assert [one["id"] for one in shown] == [answer["id"]]
    assert shown[0]["name"] == "큰 파일"
    assert app.get(f"/dataset/{dataset['id']}/resource/{answer['id']}/download/x.csv").data == GOOD
    assert submissions.get(answer["submission_id"]).state == "published"


@pytest.mark.usefixtures("small_limit")
def test_a_retry_gets_the_same_submission_and_makes_no_second_resource(act: Act, dataset: Any, anonymous: Act) -> None:
    first, second = (
        act("resource_create", package_id=dataset["id"], name="큰 파일", upload=upload(GOOD)) for _ in range(2)
    )
    assert (first["id"], first["submission_id"]) == (second["id"], second["submission_id"])
    work()
    assert len(anonymous("package_show", id=dataset["id"])[1]["result"]["resources"]) == 1


def test_a_held_update_leaves_the_last_good_version_up(
    act: Act, dataset: Any, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    monkeypatch.setitem(tk.config, "ckanext.govinnov.inline_max_bytes", 10)
    place = f"/dataset/{dataset['id']}/resource/{resource['id']}/download/x.csv"
    bad = act("resource_update", id=resource["id"], name="측정", upload=upload(PERSONAL))
    again = act("resource_update", id=resource["id"], name="측정", upload=upload(PERSONAL))
    assert bad["submission_id"] == again["submission_id"]
    work()
    assert submissions.get(bad["submission_id"]).state == "quarantined"
    assert app.get(place).data == GOOD
    good = act("resource_update", id=resource["id"], name="측정", upload=upload(NEWER))
    assert app.get(place).data == GOOD
    work()
    assert app.get(place).data == NEWER
    assert (good["id"], versions.current(resource["id"]).number) == (resource["id"], 2)


def test_a_file_that_takes_too_long_waits_too(
    act: Act, dataset: Any, anonymous: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.govinnov.inline_seconds", 0)
    answer = act("resource_create", package_id=dataset["id"], name="느린 파일", upload=upload(GOOD))
    assert answer["state"] == "pending"
    work()
    assert anonymous("package_show", id=dataset["id"])[1]["result"]["resources"][0]["id"] == answer["id"]


@pytest.mark.usefixtures("small_limit")
def test_words_that_ckan_or_the_gate_refuse_fail_the_submission_with_the_reason(act: Act, dataset: Any) -> None:
    answer = act("resource_create", package_id=dataset["id"], name=f"문의 {REGISTRATION}", upload=upload(GOOD))
    work()
    row = submissions.get(answer["submission_id"])
    assert row.state == "failed"
    assert "주민등록번호" in row.decided_why or "registration" in row.decided_why
    assert act("package_show", id=dataset["id"])["resources"] == []


@pytest.mark.usefixtures("small_limit")
def test_who_may_not_write_leaves_no_bytes_behind(dataset: Any) -> None:
    before = submissions.count("pending")
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("resource_create")(
            {"user": "", "ignore_auth": False}, {"package_id": dataset["id"], "upload": upload(GOOD)}
        )
    assert submissions.count("pending") == before


def test_the_answer_in_time_is_the_stock_answer(act: Act, agency: Any) -> None:
    dataset = act("package_create", **dataset_dict(agency))
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    assert resource["state"] == "active"
    assert resource["certificate_id"]
    assert inline.take({}, {"package_id": dataset["id"], "url": "https://a.kr/x"}, "resource_create") is None


@pytest.mark.usefixtures("small_limit")
def test_a_file_whose_check_broke_is_judged_again_when_it_is_handed_in_again(
    act: Act, dataset: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = act("resource_create", package_id=dataset["id"], name="큰 파일", upload=upload(GOOD))
    work()
    with monkeypatch.context() as little:
        little.setitem(tk.config, "ckanext.govinnov.gate_memory_mib", 1)
        first = act("resource_update", id=made["id"], name="큰 파일", upload=upload(NEWER))
        work()
    held = submissions.get(first["submission_id"])
    assert (held.state, held.report["findings"][0]["code"]) == ("quarantined", "gate-died")
    again = act("resource_update", id=made["id"], name="큰 파일", upload=upload(NEWER))
    assert again["submission_id"] == first["submission_id"]
    work()
    assert submissions.get(first["submission_id"]).state == "published"
    assert versions.current(made["id"]).number == 2
