"""Every way to write a dataset meets the gate, and what it refuses is nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from handed import GOOD, PERSONAL, REGISTRATION, dataset_dict, upload

from ckanext.govinnov.publishing import submissions, versions

Act = Callable[..., Any]


def _found(anonymous: Act, title: str) -> int:
    status, body = anonymous("package_search", q=f'title:"{title}"')
    assert status == 200
    return body["result"]["count"]


def test_a_good_file_is_certified_public_and_served_byte_for_byte(act: Act, dataset: Any, app: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    assert resource["certificate_id"]
    assert resource["hash"] == versions.current(resource["id"]).sha256
    answer = app.get(f"/dataset/{dataset['id']}/resource/{resource['id']}/download/{resource['url'].rsplit('/')[-1]}")
    assert answer.data == GOOD


def test_a_registration_number_is_refused_with_reasons_and_kept_as_a_submission(
    act: Act, dataset: Any, anonymous: Act
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_create", package_id=dataset["id"], name="명단", upload=upload(PERSONAL))
    errors = refused.value.error_dict
    assert any("주민등록번호" in sentence for sentence in errors["upload"])
    submission = submissions.get(errors["submission"][0])
    assert submission.state == "quarantined"
    assert REGISTRATION not in str(submission.report)
    _, body = anonymous("package_show", id=dataset["id"])
    assert body["result"]["resources"] == []


def test_a_refused_update_leaves_the_last_good_version_up(act: Act, dataset: Any, app: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    with pytest.raises(tk.ValidationError):
        act("resource_update", id=resource["id"], name="측정", upload=upload(PERSONAL))
    assert app.get(f"/dataset/{dataset['id']}/resource/{resource['id']}/download/x.csv").data == GOOD


def test_every_certified_version_stays_retrievable(act: Act, dataset: Any, app: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    newer = GOOD + "남산,2020\n".encode()
    act("resource_update", id=resource["id"], name="측정", upload=upload(newer))
    place = f"/dataset/{dataset['id']}/resource/{resource['id']}/version"
    assert app.get(f"{place}/1").data == GOOD
    assert app.get(f"{place}/2").data == newer
    assert app.get(f"{place}/3", status=404)


@pytest.mark.parametrize("field", ["title", "notes", "author", "extras", "tags"])
def test_texts_with_a_registration_number_are_refused_and_not_found(
    act: Act, agency: Any, anonymous: Act, field: str
) -> None:
    text = f"문의 {REGISTRATION}"
    value = {"extras": [{"key": "문의", "value": text}], "tags": [{"name": text}]}.get(field, text)
    wanted = dataset_dict(agency) | {field: value}
    with pytest.raises(tk.ValidationError):
        act("package_create", **wanted)
    assert model.Package.get(wanted["name"]) is None
    assert anonymous("package_show", id=wanted["name"])[0] == 404


@pytest.mark.parametrize(
    ("action", "change"),
    [
        ("package_update", lambda d: d | {"notes": REGISTRATION}),
        ("package_patch", lambda d: {"id": d["id"], "notes": REGISTRATION}),
        ("package_revise", lambda d: {"match": {"id": d["id"]}, "update": {"notes": REGISTRATION}}),
        ("resource_create", lambda d: {"package_id": d["id"], "url": "https://a.kr/x", "description": REGISTRATION}),
    ],
)
def test_no_update_path_lets_a_text_through(
    act: Act, dataset: Any, anonymous: Act, action: str, change: Callable[[Any], Any]
) -> None:
    with pytest.raises(tk.ValidationError):
        act(action, **change(dataset))
    assert REGISTRATION not in str(anonymous("package_show", id=dataset["id"]))
    assert anonymous("package_search", q=f'"{REGISTRATION}"')[1]["result"]["count"] == 0


@pytest.mark.parametrize(
    "publish",
    [
        lambda act, d: act("package_patch", id=d["id"], private=False),
        lambda act, d: act("bulk_update_public", datasets=[d["id"]], org_id=d["owner_org"]),
    ],
)
def test_a_private_dataset_is_judged_when_it_becomes_public(
    act: Act, agency: Any, anonymous: Act, publish: Callable[..., Any]
) -> None:
    dataset = act("package_create", **dataset_dict(agency, private=True))
    act("resource_create", package_id=dataset["id"], name="명단", upload=upload(PERSONAL))
    with pytest.raises(tk.ValidationError):
        publish(act, dataset)
    assert anonymous("package_show", id=dataset["id"])[0] == 403
    assert _found(anonymous, dataset["title"]) == 0


def test_words_that_wait_for_a_yes_are_refused_and_said(act: Act, agency: Any) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        act("package_create", **dataset_dict(agency, notes="문의 010-2555-8081"))
    assert "010-****-8081" in refused.value.error_dict["notes"][0]


def test_a_private_dataset_with_good_files_becomes_public_with_certificates(act: Act, agency: Any) -> None:
    dataset = act("package_create", **dataset_dict(agency, private=True))
    resource = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    act("package_patch", id=dataset["id"], private=False)
    assert versions.current(resource["id"]).certificate_id
    assert versions.metadata_of(dataset["id"])


def test_the_database_refuses_to_make_an_uncertified_dataset_public(act: Act, agency: Any) -> None:
    dataset = act("package_create", **dataset_dict(agency, private=True))
    with pytest.raises(sa.exc.DBAPIError, match="govinnov"), model.meta.engine.begin() as connection:
        connection.execute(sa.text("UPDATE package SET private = false WHERE id = :id"), {"id": dataset["id"]})


def test_the_database_refuses_to_revive_a_dataset_past_the_actions(act: Act, dataset: Any) -> None:
    act("package_delete", id=dataset["id"])
    with pytest.raises(sa.exc.DBAPIError, match="govinnov"), model.meta.engine.begin() as connection:
        connection.execute(sa.text("UPDATE package SET state = 'active' WHERE id = :id"), {"id": dataset["id"]})


def test_what_the_database_refuses_is_in_no_index(act: Act, agency: Any, anonymous: Act) -> None:
    wanted = dataset_dict(agency)
    model.Session.commit()  # or our own open transaction would keep the table from getting the trigger
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql(_REFUSE.replace("NAME", wanted["name"]))
    try:
        with pytest.raises(tk.ValidationError, match="GI001"):
            act("package_create", **wanted)
        assert _found(anonymous, wanted["title"]) == 0
        assert model.Package.get(wanted["name"]) is None
    finally:
        model.Session.rollback()
        with model.meta.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER refuse ON package; DROP FUNCTION refuse()")


_REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.name = 'NAME' THEN RAISE EXCEPTION 'refused' USING ERRCODE = 'GI001'; END IF; RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON package DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse();
"""


def test_a_client_cannot_claim_facts_about_stored_bytes(act: Act, dataset: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], name="측정", hash="0" * 64, size=1, upload=upload(GOOD))
    patched = act("resource_patch", id=resource["id"], hash="f" * 64, size=7, datastore_active=True)
    assert (patched["hash"], patched["size"]) == (resource["hash"], len(GOOD))


def test_a_client_cannot_claim_an_upload_that_never_came(act: Act, dataset: Any) -> None:
    resource = act("resource_create", package_id=dataset["id"], url="x.csv", url_type="upload")
    assert not resource.get("url_type")


def test_an_agencys_description_is_screened(act: Act, steward: Any) -> None:
    sysadmin = {"user": "", "ignore_auth": True}
    with pytest.raises(tk.ValidationError):
        tk.get_action("organization_create")(
            sysadmin, {"name": f"a-{model.types.make_uuid()}", "description": REGISTRATION}
        )
