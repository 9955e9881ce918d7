"""Foreign keys on the site: followed to certified versions of other resources, and to those of the same write."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from handed import REGISTRATION, dataset_dict, upload

from ckanext.govinnov.publishing import outbox, projector, rescreen, versions

Act = Callable[..., Any]
SITES = "번호,이름\n1,중앙공원\n2,수변공원\n".encode()
RIGHT = "시설,값\n1,10\n2,20\n".encode()
DANGLING = "시설,값\n1,10\n3,20\n".encode()
FIELDS = [{"name": "시설", "type": "integer"}, {"name": "값", "type": "integer"}]


def schema(resource: str) -> dict[str, Any]:
    return {
        "fields": FIELDS,
        "foreignKeys": [{"fields": "시설", "reference": {"resource": resource, "fields": "번호"}}],
    }


def drain() -> None:
    """Do all work of the outbox, as the worker does it."""
    model.Session.commit()
    while row := outbox.claim(30):
        projector.WORK[row.kind](row.key)
        outbox.done([row.id])


@pytest.fixture
def sites(act: Act, dataset: Any) -> Any:
    return act("resource_create", package_id=dataset["id"], name="시설", upload=upload(SITES))


def create(act: Act, dataset: Any, data: bytes, **more: Any) -> Any:
    given = {"package_id": dataset["id"], "name": "값", "schema": schema("시설")} | more
    return act("resource_create", **given, upload=upload(data))


def held(refused: pytest.ExceptionInfo[tk.ValidationError]) -> str:
    return json.dumps(refused.value.error_dict, ensure_ascii=False)


def test_a_key_is_followed_to_the_certified_version_of_the_other_resource(act: Act, dataset: Any, sites: Any) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        create(act, dataset, DANGLING)
    assert "not found in the lookup table" in held(refused)
    made = create(act, dataset, RIGHT, schema=json.dumps(schema("시설")))
    row = versions.current(made["id"])
    assert row.report["references"] == {"시설": sites["hash"]}
    shown = act("package_show", id=dataset["id"])["resources"]
    assert shown[1]["schema"]["foreignKeys"][0]["reference"]["resource"] == "시설"


def test_a_later_file_is_held_to_the_same_keys(act: Act, dataset: Any, sites: Any) -> None:
    made = create(act, dataset, RIGHT)
    with pytest.raises(tk.ValidationError):
        act("resource_patch", id=made["id"], upload=upload(DANGLING))
    act("resource_update", id=sites["id"], name="시설", upload=upload(SITES + "3,새공원\n".encode()))
    act("resource_patch", id=made["id"], upload=upload(DANGLING))
    assert versions.current(made["id"]).number == 2


def test_files_of_one_write_are_judged_beside_each_other(act: Act, agency: Any) -> None:
    def both(data: bytes) -> Any:
        resources = [
            {"name": "값", "schema": schema("시설"), "upload": upload(data)},
            {"name": "시설", "upload": upload(SITES)},
        ]
        return act("package_create", **dataset_dict(agency), resources=resources)

    with pytest.raises(tk.ValidationError) as refused:
        both(DANGLING)
    assert "not found in the lookup table" in held(refused)
    assert both(RIGHT)["resources"][0]["certificate_id"]


def test_a_missing_resource_and_a_wrong_schema_are_told(act: Act, dataset: Any, agency: Any) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        create(act, dataset, RIGHT)
    assert "points to the resource '시설'" in held(refused) or "가리키는 자료 '시설'" in held(refused)
    with pytest.raises(tk.ValidationError) as refused:
        create(act, dataset, RIGHT, schema={"fields": 3})
    assert "schema" in refused.value.error_dict
    wrong = [{"name": "가"}, {"name": "나", "schema": "{", "upload": upload(RIGHT)}]
    with pytest.raises(tk.ValidationError) as refused:
        act("package_create", **dataset_dict(agency), resources=wrong)
    assert "schema" in refused.value.error_dict["resources"][1]


def test_the_table_itself_is_known_by_no_name_and_by_its_own(act: Act, dataset: Any) -> None:
    tree = "번호,시설\n1,\n2,1\n".encode()
    fields = [{"name": "번호", "type": "integer"}, {"name": "시설", "type": "integer"}]
    for name, resource in (("하나", ""), ("둘", "둘")):
        given = schema(resource) | {"fields": fields}
        assert create(act, dataset, tree, name=name, schema=given)["certificate_id"]
        with pytest.raises(tk.ValidationError):
            create(act, dataset, tree + b"3,9\n", name=name, schema=given)


def test_screening_again_asks_the_versions_of_that_day_and_none_that_are_gone(
    act: Act, dataset: Any, sites: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = create(act, dataset, RIGHT)
    act("resource_update", id=sites["id"], name="시설", upload=upload("번호,이름\n1,중앙공원\n7,꽃공원\n".encode()))
    for gone, rule in ((False, "bare-passport"), (True, "split-decimal")):
        if gone:
            act("govinnov_version_revoke", resource_id=sites["id"], number=1, reason="단위 오류")
        monkeypatch.setitem(tk.config, "ckanext.govinnov.rules_strict", [rule])
        assert rescreen.order() > 0
        drain()
        assert versions.current(made["id"]).certificate_id


def test_no_number_hides_in_the_key_of_an_extra(act: Act, dataset: Any) -> None:
    for more in ({REGISTRATION: "x"}, {"schema": {"fields": [{"name": "a", REGISTRATION: 1}]}}):
        with pytest.raises(tk.ValidationError):
            act("resource_create", package_id=dataset["id"], name="링크", url="https://example.com/a", **more)
