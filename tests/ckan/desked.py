"""The stewards' side of the trace under test: its feed, its steward, and somebody who asks for pages with a token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.govinnov.trace_desk.auth import SETTING
from govinnov.trace.store import watching

RECEIVED = datetime(2026, 8, 26, tzinfo=UTC)
HOME = "/steward/trace"


class Reader:
    """Asks for pages as somebody with a token; as nobody without one."""

    def __init__(self, app: Any, user: Mapping[str, Any] | None = None) -> None:
        self.app, self.headers = app, {"Authorization": user["token"]} if user else {}
        self.name = str(user["name"]) if user else ""

    def get(self, address: str, *, follow: bool = True, **asked: Any) -> Any:
        return self.app.get(address, query_string=asked, headers=self.headers, follow_redirects=follow)

    def post(self, address: str, *, follow: bool = True, **form: Any) -> Any:
        return self.app.post(address, data=form, headers=self.headers, follow_redirects=follow)


@contextmanager
def trace_steward() -> Iterator[dict[str, Any]]:
    """An editor of the agency that the setting names."""
    user = factories.UserWithToken()
    agency = factories.Organization(users=[{"name": user["name"], "capacity": "editor"}])
    before = tk.config[SETTING]
    tk.config[SETTING] = agency["id"]  # titles of test agencies are drawn, and two may be alike
    yield user
    tk.config[SETTING] = before


def seen() -> list[tuple[str, str, str]]:
    """Who saw what, the newest first."""
    with model.meta.engine.begin() as db:
        return [(one.steward, one.page, one.subject) for one in watching.viewings(db, 1_000)]


def heading(text: str) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    return " ".join(found.split())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
