"""A catalog to test on: the real CKAN with its services, an agency, its steward, and an anonymous reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from dispatched import forget, made_run, publish
from handed import dataset_dict

from ckanext.govinnov import bootstrap


@pytest.fixture(scope="session")
def _set_up() -> set[str]:
    """What was set up once for all tests."""
    return set()


@pytest.fixture(autouse=True)
def _site(with_plugins: None, _set_up: set[str]) -> Iterator[None]:
    """A site with our plugins on, set up as ``up`` does it; a refused write leaves nothing to the next test."""
    if not _set_up:
        _set_up.update(bootstrap.steps())
    yield
    model.Session.rollback()
    model.Session.remove()


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished run of the dispatch analysis on made inputs."""
    return made_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def fresh(_site: None) -> Iterator[None]:
    """Nothing of the dispatch analysis is in the catalog, before and after."""
    forget()
    yield
    forget()


@pytest.fixture(scope="module")
def _published() -> set[str]:
    """What of the dispatch analysis a module's tests have published."""
    return set()


@pytest.fixture
def published_run(_site: None, outputs: Path, _published: set[str]) -> Path:
    """The run in the catalog, published once for all tests of a module; its folder."""
    if not _published:
        forget()
        publish(outputs)
        _published.add("run")
    return outputs


@pytest.fixture
def steward() -> dict[str, Any]:
    """A steward with an API token."""
    return factories.UserWithToken()


@pytest.fixture
def agency(steward: dict[str, Any]) -> dict[str, Any]:
    """An agency that the steward curates."""
    return factories.Organization(users=[{"name": steward["name"], "capacity": "admin"}])


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
