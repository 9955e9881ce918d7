"""Every way in which something becomes public, each as an order that another process can carry out."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from handed import upload
from harvest_job import harvest_job

from ckanext.govinnov import wiring
from ckanext.govinnov.publishing import outbox, projector
from harvesters.model import Source

CONVERGED_S = 60


def call(application: Any, user: str, action: str, data: dict[str, Any]) -> Any:
    """An action with words alone."""
    return _act(user, action, data)


def create(application: Any, user: str, package: dict[str, Any], content: str) -> Any:
    """A dataset together with its file."""
    resources = [{"name": "표", "upload": upload(content.encode())}]
    return _act(user, "package_create", {**package, "resources": resources})


def file(application: Any, user: str, action: str, data: dict[str, Any], content: str) -> Any:
    """``resource_create`` or ``resource_update`` with a file."""
    return _act(user, action, {**data, "upload": upload(content.encode())})


def form(application: Any, token: str, place: str, data: dict[str, Any], content: str) -> Any:
    """The form that a steward sends from the page."""
    sent = {**data, "upload": (io.BytesIO(content.encode()), "자료.csv"), "save": "go-metadata"}
    answer = application._wsgi_app.test_client().post(place, data=sent, headers={"Authorization": token})
    return answer.status_code


def rows(application: Any, user: str, data: dict[str, Any]) -> Any:
    """Rows written straight into the DataStore."""
    return _act(user, "datastore_create", data)


def harvest(application: Any, source: str, folder: str, agency: str) -> Any:
    """A job over a folder of an agency's files."""
    told = wiring.run(Source(source, "files", folder, agency=agency, approved=True), lambda line: None)
    return {"state": told.state, "added": told.added, "held": told.held, "failed": told.failed}


def work(application: Any, patience_s: float = CONVERGED_S) -> float:
    """Be the worker until nothing waits; returns the seconds that it took.

    Raises:
        TimeoutError: Something waits still after ``patience_s``.
    """
    started = time.monotonic()
    while outbox.waiting():
        model.Session.remove()
        projector.step()
        if time.monotonic() - started > patience_s:
            raise TimeoutError("something still waits")
    return time.monotonic() - started


def _act(user: str, action: str, data: dict[str, Any]) -> Any:
    return tk.get_action(action)({"user": user, "ignore_auth": False}, data)


_ALL = (call, create, file, form, rows, harvest, harvest_job, work)
WRITES: dict[str, Callable[..., Any]] = {one.__name__: one for one in _ALL}
