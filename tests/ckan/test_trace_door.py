"""The door of programs that look codes up: it answers as CKAN's does, and takes only what is meant for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import emptied
import pytest
import trace_feeds as feeds
from ckan import model
from flask import Blueprint, Flask, request_started
from test_trace_pages import ON, RECEIVED, SHELL

from ckanext.govinnov.publishing import health
from ckanext.govinnov.publishing.views import pulse
from ckanext.govinnov.trace_pages import door
from govinnov.trace import store

AT = "2026-08-26T09:00:00+09:00"
#: A token that nobody has: CKAN has to look at it, and takes whoever brings it for anybody.
TOKEN = {"Authorization": "no-token"}
ASKED: list[dict[str, Any]] = [
    {"query_string": {"code": SHELL, "on": ON, "at": AT}},
    {"query_string": {"code": [SHELL, "M3FSD", "zq"], "on": ON, "at": AT}},
    {"query_string": {"code": "0823 가나다", "on": ON, "at": AT}},
    {"query_string": {"code": SHELL, "next": "x"}},
    {"query_string": {"code": SHELL, "on": "9999-12-31"}},
    {"query_string": {}},
    {"query_string": {"code": SHELL, "on": ON, "at": AT}, "headers": {"Origin": "https://a.example"}},
]
BODIES = [b'{"codes": ["0823M3FSD2"], "at": "2026-08-26T09:00:00+09:00"}', b"[", b"x" * 300_000, b""]


@pytest.fixture(autouse=True)
def goods(tmp_path: Path) -> Iterator[None]:
    emptied.empty()
    assert [one.held for one in store.load(model.meta.engine, [feeds.write(tmp_path, *feeds.FEED)], RECEIVED)] == [0]
    yield
    emptied.empty()


@pytest.fixture
def entered() -> Iterator[list[str]]:
    """By which application each request was answered."""
    seen = list[str]()

    def note(sender: Flask, **_: Any) -> None:
        seen.append("door" if sender.import_name == door.__name__ else "CKAN")

    with request_started.connected_to(note):
        yield seen


def told(answer: Any) -> tuple[int, dict[str, str], bytes]:
    """All that a client gets."""
    return answer.status_code, dict(answer.headers), answer.data


def by_ckan(asked: dict[str, Any]) -> dict[str, Any]:
    """The same question, brought with a token."""
    return {**asked, "headers": {**asked.get("headers", {}), **TOKEN}}


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_both_doors_give_the_same_bytes_and_headers(app: Any, entered: list[str], asked: dict[str, Any]) -> None:
    answers = [told(app.get("/api/trace", **one)) for one in (asked, by_ckan(asked))]
    assert entered == ["door", "CKAN"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_both_doors_take_the_same_bodies(app: Any, entered: list[str], body: bytes) -> None:
    asked = {"data": body, "content_type": "application/json"}
    answers = [told(app.post("/api/trace", **one)) for one in (asked, by_ckan(asked))]
    assert entered == ["door", "CKAN"]
    assert answers[0] == answers[1]


def test_both_doors_let_pages_of_other_sites_ask_where_the_site_does(
    app: Any, entered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckan.cors.origin_allow_all", True)
    answers = [told(app.get("/api/trace", **one)) for one in (ASKED[-1], by_ckan(ASKED[-1]))]
    assert entered == ["door", "CKAN"]
    assert answers[0] == answers[1]
    assert answers[0][1]["Access-Control-Allow-Origin"] == "*"


def test_neither_door_serves_while_the_gate_does_not_hold(
    app: Any, entered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = health.Check("storage", ok=False, message_ko="저장소가 없습니다.", message_en="There is no storage.")
    monkeypatch.setattr(pulse, "failed", lambda: [missing])
    answers = [told(app.get("/api/trace", **one)) for one in (ASKED[0], by_ckan(ASKED[0]))]
    assert (entered, answers[0][0]) == (["door", "CKAN"], 503)
    assert answers[0] == answers[1]


def test_all_else_comes_in_by_the_door_of_ckan(app: Any, entered: list[str]) -> None:
    question = ASKED[0]["query_string"]
    assert app.get("/en/api/trace", query_string=question).status_code == 200
    assert app.client.head("/api/trace", query_string=question).status_code == 200
    assert app.client.put("/api/trace").status_code == 405
    assert app.get("/api/trace/", query_string=question).status_code == 404
    assert app.get("/trace", query_string=question).status_code == 200
    app.client.set_cookie("any", "1")
    assert app.get("/api/trace", query_string=question).status_code == 200
    assert set(entered) == {"CKAN"}


def test_there_is_no_door_where_another_extension_watches_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, watch = Flask("watched"), Blueprint("watch", "watch")
    watch.before_app_request(lambda: None)
    watched.register_blueprint(watch)
    plain = watched.wsgi_app
    assert door.before(watched).wsgi_app == plain

    unwatched = Flask("unwatched")
    plain = unwatched.wsgi_app
    assert door.before(unwatched).wsgi_app != plain
    unwatched.wsgi_app = plain
    with monkeypatch.context() as patched:
        patched.setattr(p, "PluginImplementations", lambda interface: [interface])
        assert door.before(unwatched).wsgi_app == plain
