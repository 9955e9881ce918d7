"""Whoever asks whatever the site answers: nothing that no certificate covers stands in any answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import crawler
import pytest
from ckan import logic, model
from ckan.lib import api_token
from ckan.tests import factories
from planted import Garden, plant

Headers = dict[str, str]
#: Actions that only read, though they are not marked so.
READING = frozenset({"dcat_dataset_show", "file_show"})


@pytest.fixture(autouse=True)
def _errors_are_answers(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a real site, what breaks answers 500: that answer is read too."""
    monkeypatch.setitem(app.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app.flask_app, "testing", False)


@pytest.fixture
def garden(act: Callable[..., Any], agency: dict[str, Any], steward: dict[str, Any]) -> Garden:
    return plant(act, agency, steward)


def _nobody(steward: Any) -> Headers:
    return {}


def _editor_elsewhere(steward: Any) -> Headers:
    other = factories.UserWithToken()
    factories.Organization(users=[{"name": other["name"], "capacity": "editor"}])
    return {"Authorization": other["token"]}


def _expired(steward: Any) -> Headers:
    """The steward's own token, signed by this site, past its time."""
    claims = dict(api_token.decode(steward["token"]) or {})
    hour_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    return {"Authorization": api_token.encode(claims | {"exp": hour_ago})}


READERS = [_nobody, _editor_elsewhere, _expired]


@pytest.mark.parametrize("reader", READERS)
def test_no_page_shows_what_is_held(app: Any, garden: Garden, reader: Callable[[Any], Headers]) -> None:
    headers = reader(garden.steward)
    model.Session.commit()
    rules = sorted({r.rule for r in app.flask_app.url_map.iter_rules() if "GET" in (r.methods or ())})
    assert len(rules) > 100
    addresses = list(crawler.routes(rules, garden))
    found = _leaks(garden, ((address, _get(app, address, headers)) for address in addresses))
    assert found == []


@pytest.mark.parametrize("reader", READERS)
def test_no_action_tells_what_is_held(app: Any, garden: Garden, reader: Callable[[Any], Headers]) -> None:
    headers = reader(garden.steward)
    model.Session.commit()
    answers = ((f"{name}?{query}", _call(app, name, query, headers)) for name, query in _calls(garden))
    assert _leaks(garden, answers) == []


def test_the_crawler_sees_what_is_public(app: Any, garden: Garden) -> None:
    """The steward, who may read it all, finds most of the words: the crawler looks in the right places."""
    headers = {"Authorization": garden.steward["token"]}
    answers = ((f"{name}?{query}", _call(app, name, query, headers)) for name, query in _calls(garden))
    found = {what for _, what in _leaks(garden, answers)}
    assert {"private title", "private tag", "private row", "private view", "held filename"} <= found
    assert {"source title", "source record", "source reason"} <= found
    assert "source key" not in found


def _calls(garden: Garden) -> Iterable[tuple[str, str]]:
    logic.get_action("package_show")
    reading = [
        name for name, action in logic._actions.items() if getattr(action, "side_effect_free", False) or name in READING
    ]
    assert len(reading) > 80
    return crawler.calls(sorted(reading), garden)


def _get(app: Any, address: str, headers: Headers) -> bytes:
    return _whole(app.get(address, headers=headers, follow_redirects=False))


def _call(app: Any, name: str, query: str, headers: Headers) -> bytes:
    address = f"/api/3/action/{name}"
    if name in READING:
        return _whole(app.post(address, data=query, headers=headers, content_type="application/x-www-form-urlencoded"))
    return _get(app, f"{address}?{query}", headers)


def _whole(answer: Any) -> bytes:
    """Status, headers and body of an answer."""
    return f"{answer.status}\n{answer.headers}\n".encode() + answer.data


def _leaks(garden: Garden, answers: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Where which marker stands."""
    needles = garden.needles()
    found = []
    for address, answer in answers:
        lowered = answer.lower()
        found += [(address, what) for form, what in needles.items() if form in answer or form in lowered]
    return found
