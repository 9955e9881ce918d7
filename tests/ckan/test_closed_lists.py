"""Lists that CKAN makes over everything tell here what is public, in today's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from handed import dataset_dict

Act = Callable[..., Any]


@pytest.fixture
def words(act: Act, agency: Any) -> dict[str, str]:
    """Two words: one on a private dataset, one on a public one."""
    mark = model.types.make_uuid()[:8]
    chosen = {"private": f"held{mark}", "public": f"open{mark}"}
    for kind, word in chosen.items():
        link = {"url": "https://a.kr/x", "format": word}
        tags = [{"name": word}]
        act("package_create", **dataset_dict(agency, private=kind == "private", tags=tags, resources=[link]))
    return chosen


@pytest.mark.parametrize(
    ("action", "argument"),
    [("tag_list", "query"), ("tag_search", "query"), ("tag_autocomplete", "query"), ("format_autocomplete", "q")],
)
def test_words_of_private_datasets_are_not_suggested(
    anonymous: Act, words: dict[str, str], action: str, argument: str
) -> None:
    mark = words["public"].removeprefix("open")
    shown = str([anonymous(action, **{argument: f"{start}{mark}"})[1]["result"] for start in ("open", "held")])
    assert words["public"] in shown
    assert words["private"] not in shown


def test_states_of_tasks_are_for_sysadmins(anonymous: Act) -> None:
    assert anonymous("task_status_show", id="x")[0] == 403


def test_nobody_writes_activities_by_hand() -> None:
    from ckan.tests import factories

    sysadmin = {"user": factories.Sysadmin()["name"]}
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("activity_create")(sysadmin, {"user_id": "x", "object_id": "x", "activity_type": "new package"})


def test_activities_quote_no_dataset_and_forget_its_former_title(act: Act, dataset: Any, anonymous: Act) -> None:
    former = dataset["title"]
    act("package_patch", id=dataset["id"], title="고친 제목", notes="고친 설명")
    _, body = anonymous("package_activity_list", id=dataset["id"])
    assert [one["data"]["package"]["title"] for one in body["result"]] == ["고친 제목", "고친 제목"]
    assert former not in str(body)
    assert "notes" not in str(body)


@pytest.mark.parametrize("end", ["private", "deleted"])
def test_a_withdrawn_dataset_is_in_no_list_of_activities(
    act: Act, agency: Any, dataset: Any, anonymous: Act, end: str
) -> None:
    if end == "private":
        act("package_patch", id=dataset["id"], private=True)
    else:
        act("package_delete", id=dataset["id"])
    _, recent = anonymous("recently_changed_packages_activity_list", limit=100)
    _, agencys = anonymous("organization_activity_list", id=agency["id"], limit=100)
    assert dataset["title"] not in str(recent) + str(agencys)


def test_a_steward_still_sees_what_happened_to_a_private_dataset(act: Act, agency: Any) -> None:
    private = act("package_create", **dataset_dict(agency, private=True))
    assert [one["object_id"] for one in act("package_activity_list", id=private["id"])] == [private["id"]]


def test_who_deleted_an_agency_is_told_to_its_stewards_alone(
    act: Act, agency: Any, steward: Any, anonymous: Act
) -> None:
    act("organization_update", **agency | {"state": "deleted"})
    told = act("organization_activity_list", id=agency["id"])
    assert [one["activity_type"] for one in told][:1] == ["deleted organization"]
    assert told[0]["data"]["group"]["title"] == agency["title"]
    status, body = anonymous("user_activity_list", id=steward["name"])
    assert agency["title"] not in str(body), status


def test_a_dataset_of_a_kind_that_has_no_pages_here_is_listed_and_shown_as_others(
    act: Act, agency: Any, app: Any
) -> None:
    made = act("package_create", **dataset_dict(agency, private=False), type="showcase")
    page = app.get("/dataset", query_string={"q": f'name:"{made["name"]}"'}).text
    assert f"/dataset/{made['name']}" in page
    assert made["title"] in app.get(f"/dataset/{made['name']}").text


def test_an_agency_whose_id_reads_like_a_mobile_number_can_invite(agency: Any) -> None:
    who = {"name": "invited-one", "email": "invited@example.org", "password": "correct-horse-9"}
    create = tk.get_action("user_create")
    made = create({"ignore_auth": True}, {**who, "group_id": "8ee6d017-3080-4122-af08-945e147769d5"})
    assert (made["name"], "group_id" in made) == ("invited-one", False)
    with pytest.raises(tk.ValidationError, match="017-"):
        create({"ignore_auth": True}, {**who, "name": "invited-two", "about": "8ee6d017-3080-4122"})
