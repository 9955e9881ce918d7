"""Doors of CKAN that would go round the gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from handed import GOOD, dataset_dict, upload

from ckanext.govinnov.closing import actions

Act = Callable[..., Any]
ROWS = [{"이름": "첫째", "번호": "-".join(["900101", "1234568"])}]


@pytest.mark.parametrize("name", actions.CLOSED)
def test_closed_actions_refuse_even_a_sysadmin(name: str) -> None:
    with pytest.raises(tk.NotAuthorized):
        tk.get_action(name)({"user": "", "ignore_auth": True}, {"id": "x", "name": "x"})


@pytest.mark.parametrize("force", [False, True])
def test_rows_can_not_be_written_into_a_public_dataset(act: Act, dataset: Any, force: bool) -> None:
    resource = act("resource_create", package_id=dataset["id"], url="https://a.kr/x")
    with pytest.raises(tk.ValidationError):
        act("datastore_create", resource_id=resource["id"], records=ROWS, force=force)
    with pytest.raises(tk.ValidationError):
        act("datastore_create", resource={"package_id": dataset["id"]}, records=ROWS, force=force)


def test_rows_can_not_be_written_beside_a_file(act: Act, agency: Any) -> None:
    private = act("package_create", **dataset_dict(agency, private=True))
    resource = act("resource_create", package_id=private["id"], name="측정", upload=upload(GOOD))
    with pytest.raises(tk.ValidationError):
        act("datastore_create", resource_id=resource["id"], records=ROWS, force=True)


def test_a_private_dataset_with_unchecked_rows_can_not_become_public(act: Act, agency: Any, anonymous: Act) -> None:
    private = act("package_create", **dataset_dict(agency, private=True))
    made = act("datastore_create", resource={"package_id": private["id"], "name": "행"}, records=ROWS)
    assert act("datastore_search", resource_id=made["resource_id"])["total"] == 1
    with pytest.raises(tk.ValidationError):
        act("package_patch", id=private["id"], private=False)
    assert anonymous("datastore_search", resource_id=made["resource_id"])[0] == 403


@pytest.mark.parametrize("table", ["_table_metadata", "_govinnov_served"])
def test_the_datastores_own_tables_are_not_data(anonymous: Act, table: str) -> None:
    assert anonymous("datastore_search", resource_id=table)[0] == 404


def test_private_datasets_are_not_listed_as_members(act: Act, agency: Any, anonymous: Act) -> None:
    private = act("package_create", **dataset_dict(agency, private=True))
    public = act("package_create", **dataset_dict(agency))
    _, body = anonymous("member_list", id=agency["id"], object_type="package")
    ids = {member[0] for member in body["result"]}
    assert public["id"] in ids
    assert private["id"] not in ids


def test_what_a_dataset_was_is_for_its_editors(act: Act, dataset: Any, anonymous: Act, app: Any) -> None:
    from ckanext.activity.model import Activity

    activity = model.Session.query(Activity).filter_by(object_id=dataset["id"]).first()
    assert anonymous("activity_show", id=activity.id, include_data=True)[0] == 403
    assert app.get(f"/dataset/{dataset['id']}/history/{activity.id}").status_code in {403, 404}


@pytest.mark.parametrize("path", ["/file/download/x", "/en/file/download/x", "/testing/primer"])
def test_closed_pages_are_not_there(app: Any, path: str) -> None:
    assert app.get(path).status_code == 404
