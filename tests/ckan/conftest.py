"""A catalog to test on: the real CKAN with its services, an agency, its steward, and an anonymous reader."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

GOOD = "이름,연도\n중앙공원,2018\n수변공원,2019\n".encode()
#: Built at run time, so that no registration number stands in the source.
REGISTRATION = "-".join(["900101", "1234568"])
PERSONAL = f"이름,번호\n첫째,{REGISTRATION}\n둘째,2\n".encode()

_numbers = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def _site(ckan_config: Any) -> Iterator[None]:
    """The tables, triggers, roles and storage of a site that just started."""
    from ckanext.govinnov import bootstrap

    for _ in bootstrap.steps():
        pass
    yield
    model.Session.remove()


@pytest.fixture(autouse=True)
def _fresh_session() -> Iterator[None]:
    """A refused write must not leave its transaction to the next test."""
    yield
    model.Session.rollback()
    model.Session.remove()


@pytest.fixture
def steward() -> dict[str, Any]:
    """A steward with an API token."""
    return factories.UserWithToken()


@pytest.fixture
def agency(steward: dict[str, Any]) -> dict[str, Any]:
    """An agency whose editor the steward is."""
    return factories.Organization(users=[{"name": steward["name"], "capacity": "editor"}])


@pytest.fixture
def act(steward: dict[str, Any]) -> Callable[..., Any]:
    """Call an action as the steward, auth included."""

    def call(action: str, **data: Any) -> Any:
        context = {"user": steward["name"], "ignore_auth": False}
        return tk.get_action(action)(context, data)

    return call


@pytest.fixture
def dataset(act: Callable[..., Any], agency: dict[str, Any]) -> dict[str, Any]:
    """A public dataset without resources."""
    return act("package_create", **dataset_dict(agency))


@pytest.fixture
def anonymous(app: Any) -> Callable[..., Any]:
    """Ask the API as nobody: status and body."""

    def ask(action: str, **query: Any) -> tuple[int, Any]:
        answer = app.get(f"/api/3/action/{action}", query_string=query)
        return answer.status_code, answer.json

    return ask


def dataset_dict(agency: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A dataset as a client sends it, with a name and title of its own."""
    number = next(_numbers)
    title = f"수질 측정 결과 {number} {model.types.make_uuid()[:8]}"
    return {"name": f"water-{model.types.make_uuid()}", "title": title, "owner_org": agency["id"], **more}


def upload(data: bytes, filename: str = "자료.csv") -> FileStorage:
    """Bytes as a form sends them."""
    return FileStorage(io.BytesIO(data), filename=filename, name="upload")
