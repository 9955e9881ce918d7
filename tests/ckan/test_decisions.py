"""What stewards decide about a held file goes through the gate, is kept, and never waves personal data through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from handed import GOOD, PERSONAL, REGISTRATION, dataset_dict, upload

from ckanext.govinnov.publishing import submissions, versions
from ckanext.govinnov.publishing.intake import Handed

Act = Callable[..., Any]
NAMES = "상호,대표자\n가게,홍길동\n나게,김철수\n다게,이영희\n".encode()
RAGGED = "이름,연도\n중앙공원,2018\n수변공원,2019,덧붙임\n".encode()


def held(act: Act, dataset: Any, data: bytes) -> Any:
    """Hand in a file that the gate holds; its submission as the steward sees it."""
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_create", package_id=dataset["id"], name="명단", upload=upload(data))
    return act("govinnov_submission_show", id=refused.value.error_dict["submission"][0])


def holding(submission: Any) -> list[dict[str, Any]]:
    """What holds it: one ``code`` and ``field`` each."""
    found = {(one["code"], one["field"]) for one in submission["findings"] if one["severity"] != "info"}
    return [{"code": code, "field": field} for code, field in sorted(found, key=str)]


@pytest.fixture
def second(agency: dict[str, Any]) -> Act:
    """Call an action as a second steward of the agency."""
    user = factories.UserWithToken()
    admin = {"user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"], "ignore_auth": True}
    member = {"id": agency["id"], "username": user["name"], "role": "editor"}
    tk.get_action("organization_member_create")(admin, member)

    def call(action: str, **data: Any) -> Any:
        return tk.get_action(action)({"user": user["name"], "ignore_auth": False}, data)

    return call


def test_a_column_is_confirmed_once_and_the_schema_remembers(act: Act, dataset: Any) -> None:
    submission = held(act, dataset, NAMES)
    for found in holding(submission):
        act("govinnov_submission_decide", id=submission["id"], decision="confirm", **found)
    done = act("govinnov_submission_decide", id=submission["id"], decision="publish")
    assert done["state"] == "published"
    assert [one["decision"] for one in done["decisions"]][-1] == "publish"
    version = versions.current(done["resource_id"])
    assert any("person-name" in field.get("govinnov:confirmed", []) for field in version.schema["fields"])
    newer = NAMES + "라게,박민수\n".encode()
    again = act("resource_update", id=done["resource_id"], name="명단", upload=upload(newer))
    assert again["certificate_id"]
    assert versions.current(done["resource_id"]).number == 2


def test_nothing_is_published_while_something_holds_it(act: Act, dataset: Any) -> None:
    submission = held(act, dataset, NAMES)
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", id=submission["id"], decision="publish")
    assert act("package_show", id=dataset["id"])["resources"] == []
    assert submissions.get(submission["id"]).state == "quarantined"


def test_an_error_is_waived_with_a_reason_that_the_version_keeps(act: Act, dataset: Any, steward: Any) -> None:
    submission = held(act, dataset, RAGGED)
    for found in holding(submission):
        with pytest.raises(tk.ValidationError):
            act("govinnov_submission_decide", id=submission["id"], decision="waive", **found)
        act("govinnov_submission_decide", id=submission["id"], decision="waive", reason="원본 그대로 공개", **found)
    done = act("govinnov_submission_decide", id=submission["id"], decision="publish")
    waivers = versions.current(done["resource_id"]).waivers
    assert waivers
    assert all(one["by"] == [steward["name"]] and one["why"] == "원본 그대로 공개" for one in waivers)


def test_personal_data_cannot_be_waived_and_one_person_alone_cannot_clear_them(
    act: Act, second: Act, dataset: Any, app: Any
) -> None:
    submission = held(act, dataset, PERSONAL)
    (found,) = holding(submission)
    asked = {"id": submission["id"], "reason": "법령 서식의 견본 번호", **found}
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", decision="waive", **asked)
    act("govinnov_submission_decide", decision="dispute", **asked)
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", decision="dispute", **asked)
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", id=submission["id"], decision="publish")
    decided = second("govinnov_submission_decide", decision="dispute", **asked)
    assert REGISTRATION not in str(decided)
    done = second("govinnov_submission_decide", id=submission["id"], decision="publish")
    (waiver,) = versions.current(done["resource_id"]).waivers
    assert len(set(waiver["by"])) == 2
    assert REGISTRATION not in str(versions.current(done["resource_id"]).report)


def test_a_rejected_dispute_clears_nothing(act: Act, second: Act, dataset: Any) -> None:
    submission = held(act, dataset, PERSONAL)
    (found,) = holding(submission)
    asked = {"id": submission["id"], "reason": "견본", **found}
    act("govinnov_submission_decide", decision="dispute", **asked)
    second("govinnov_submission_decide", decision="reject", **asked)
    second("govinnov_submission_decide", decision="dispute", **asked)
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", id=submission["id"], decision="publish")


def test_a_finding_that_the_report_does_not_have_cannot_be_decided(act: Act, dataset: Any) -> None:
    submission = held(act, dataset, NAMES)
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", id=submission["id"], decision="confirm", code="person-name", field="상호")


def test_a_discarded_submission_takes_no_further_decision(act: Act, dataset: Any) -> None:
    submission = held(act, dataset, NAMES)
    done = act("govinnov_submission_decide", id=submission["id"], decision="discard", reason="잘못 올림")
    assert (done["state"], done["decisions"][0]["reason"]) == ("discarded", "잘못 올림")
    with pytest.raises(tk.ValidationError):
        act("govinnov_submission_decide", id=submission["id"], decision="publish")


def test_strangers_decide_nothing(act: Act, dataset: Any) -> None:
    submission = held(act, dataset, NAMES)
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("govinnov_submission_decide")(
            {"user": factories.User()["name"], "ignore_auth": False}, {"id": submission["id"], "decision": "publish"}
        )


def test_a_refused_new_dataset_is_made_from_what_the_submission_remembers(act: Act, agency: Any, tmp_path: Any) -> None:
    wanted = dataset_dict(agency, id=model.types.make_uuid(), notes="수확한 자료")
    path = tmp_path / "a.csv"
    path.write_bytes(NAMES)
    other = tmp_path / "b.csv"
    other.write_bytes(GOOD)
    with path.open("rb") as stream, other.open("rb") as good:
        wanted["resources"] = [
            {"name": "명단", "upload": Handed(stream, "명단.csv", "agency-files")},
            {"name": "측정", "upload": Handed(good, "측정.csv", "agency-files")},
        ]
        with pytest.raises(tk.ValidationError) as refused:
            tk.get_action("package_create")({"user": "", "ignore_auth": True}, wanted)
    submission_id = refused.value.error_dict["resources"][0]["submission"][0]
    submission = act("govinnov_submission_show", id=submission_id)
    for found in holding(submission):
        act("govinnov_submission_decide", id=submission_id, decision="confirm", **found)
    act("govinnov_submission_decide", id=submission_id, decision="publish")
    made = act("package_show", id=wanted["id"])
    assert [one["name"] for one in made["resources"]] == ["명단", "측정"]
    assert all(versions.current(one["id"]).certificate_id for one in made["resources"])


def test_a_file_is_tested_and_nothing_is_kept(act: Act) -> None:
    before = submissions.listing(limit=1)
    (told,) = act("govinnov_gate_check", upload=upload(PERSONAL))["files"]
    assert told["verdict"] == "quarantine"
    assert told["fields"] == ["이름", "번호"]
    assert act("govinnov_gate_check", upload=upload(GOOD))["files"][0]["verdict"] == "accept"
    assert submissions.listing(limit=1) == before


def test_who_is_not_logged_in_tests_nothing() -> None:
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("govinnov_gate_check")({"user": "", "ignore_auth": False}, {"upload": upload(GOOD)})


def test_the_desk_takes_decisions_from_forms_and_shows_who_took_them(
    act: Act, dataset: Any, app: Any, steward: Any
) -> None:
    submission = held(act, dataset, NAMES)
    headers = {"Authorization": steward["token"]}
    place = f"/steward/submission/{submission['id']}"
    assert f'action="{place}/decide"' in app.get(place, headers=headers).text
    for found in holding(submission):
        app.post(f"{place}/decide", headers=headers, data={"decision": "confirm", **found})
    page = app.post(f"{place}/decide", headers=headers, data={"decision": "publish"}).text
    assert steward["name"] in page
    assert "person-name" in page
    assert submissions.get(submission["id"]).state == "published"


def test_a_form_without_a_reason_changes_nothing_and_says_so(act: Act, dataset: Any, app: Any, steward: Any) -> None:
    submission = held(act, dataset, NAMES)
    place = f"/steward/submission/{submission['id']}"
    page = app.post(f"{place}/decide", headers={"Authorization": steward["token"]}, data={"decision": "discard"}).text
    assert "이유를 적으십시오" in page or "Give the reason" in page
    assert submissions.get(submission["id"]).state == "quarantined"
