"""CKAN's own client works against the running site unchanged, and meets the gate."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from typing import Any

import ckanapi
import pytest
import requests
from conftest import Site

pytestmark = pytest.mark.browser

GOOD = "측정소,값\n한강,1.5\n낙동강,2.5\n".encode()
#: Built at run time, so that no registration number stands in the source.
REGISTRATION = "-".join(["900101", "1234568"])
PERSONAL = f"이름,번호\n첫째,{REGISTRATION}\n".encode()


@pytest.fixture
def client(site: Site, admin_token: str) -> Iterator[ckanapi.RemoteCKAN]:
    """ckanapi as the admin."""
    with ckanapi.RemoteCKAN(site.url, apikey=admin_token) as remote:
        yield remote


@pytest.fixture
def reader(site: Site) -> Iterator[ckanapi.RemoteCKAN]:
    """ckanapi as nobody."""
    with ckanapi.RemoteCKAN(site.url) as remote:
        yield remote


@pytest.fixture
def dataset(client: ckanapi.RemoteCKAN) -> Iterator[dict[str, Any]]:
    """A public dataset without resources, as scripts begin; the site is as it was afterwards."""
    mark = uuid.uuid4().hex
    agency = client.action.organization_create(name=f"agency-{mark}", title="시험 기관")
    made = client.action.package_create(name=f"water-{mark}", title="수질 시험 자료", owner_org=agency["id"])
    yield made
    client.action.dataset_purge(id=made["id"])
    client.action.organization_purge(id=agency["id"])


def _file(data: bytes) -> io.BytesIO:
    stream = io.BytesIO(data)
    stream.name = "자료.csv"
    return stream


def test_a_script_creates_a_dataset_and_uploads_a_file(
    client: ckanapi.RemoteCKAN, reader: ckanapi.RemoteCKAN, dataset: dict[str, Any]
) -> None:
    made = client.action.resource_create(package_id=dataset["id"], name="측정", upload=_file(GOOD))
    assert made["certificate_id"]
    shown = reader.action.package_show(id=dataset["id"])
    assert [resource["id"] for resource in shown["resources"]] == [made["id"]]
    assert requests.get(made["url"], timeout=30).content == GOOD


def test_an_upload_with_a_registration_number_is_refused_and_nothing_of_it_is_readable(
    client: ckanapi.RemoteCKAN, reader: ckanapi.RemoteCKAN, dataset: dict[str, Any]
) -> None:
    with pytest.raises(ckanapi.ValidationError) as refused:
        client.action.resource_create(package_id=dataset["id"], name="명단", upload=_file(PERSONAL))
    errors = refused.value.error_dict
    assert errors["__type"] == "Validation Error"
    assert errors["upload"]
    assert errors["submission"]
    assert reader.action.package_show(id=dataset["id"])["resources"] == []
    assert reader.action.package_search(q="명단")["count"] == 0
    with pytest.raises(ckanapi.NotAuthorized):
        reader.action.govinnov_submission_show(id=errors["submission"][0])


def test_everyday_words_find_water_quality(reader: ckanapi.RemoteCKAN) -> None:
    found = reader.action.package_search(q="수질", rows=20)
    assert found["count"] > 0
    assert any("수질" in result["title"] for result in found["results"])
