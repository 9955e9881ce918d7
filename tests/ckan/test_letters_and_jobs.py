"""What leaves the site by mail, and what waits in its queues, carries nothing that no certificate covers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import redis
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs
from ckan.lib.redis import connect_to_redis
from ckan.tests import factories
from planted import Garden, plant
from smtp_server import Mailbox, mail_server

from ckanext.govinnov.publishing.model import outbox


@pytest.fixture
def garden(act: Callable[..., Any], agency: dict[str, Any], steward: dict[str, Any]) -> Garden:
    return plant(act, agency, steward)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A real mail server, to which the site sends."""
    with mail_server() as opened:
        monkeypatch.setitem(tk.config, "smtp.server", opened.address)
        monkeypatch.setitem(tk.config, "smtp.mail_from", "catalog@example.go.kr")
        monkeypatch.setitem(tk.config, "ckan.activity_streams_email_notifications", True)
        yield opened


def test_no_letter_tells_what_is_held(
    app: Any, act: Callable[..., Any], agency: Any, steward: Any, box: Mailbox
) -> None:
    follower = factories.User(activity_streams_email_notifications=True)
    follow = {"ignore_auth": True, "user": follower["name"]}
    tk.get_action("follow_group")(dict(follow), {"id": agency["id"]})
    garden = plant(act, agency, steward)
    for spot in garden.spots:
        if model.Package.get(spot.id) is not None:
            tk.get_action("follow_dataset")(dict(follow), {"id": spot.id})
    invited = {"email": "someone@example.org", "group_id": agency["id"], "role": "member"}
    for person, action, data in (
        (factories.SysadminWithToken(), "send_email_notifications", {}),
        (steward, "user_invite", invited),
    ):
        answer = app.post(f"/api/3/action/{action}", json=data, headers={"Authorization": person["token"]})
        assert answer.status_code == 200, answer.text
    app.post("/user/reset", data={"user": follower["name"]})
    people = [person for to, _ in box.letters for person in to]
    assert people.count(follower["email"]) >= 2
    assert "someone@example.org" in people
    leaks = [(letter["Subject"], what) for _, letter in box.letters for what in found_in(garden, _words(letter))]
    assert leaks == []


def test_no_job_carries_what_is_held(garden: Garden) -> None:
    """Neither in Redis, whatever is kept there, nor in the outbox: a piece of work is named by ids alone."""
    jobs.enqueue(print, [garden.mark("job control")], title="control")
    places = {key: found_in(garden, text) for key, text in _redis(connect_to_redis())}
    assert [key for key, found in places.items() if "job control" in found] != []
    assert {what for found in places.values() for what in found} == {"job control"}
    rows = model.Session.execute(sa.select(outbox)).all()
    assert rows
    assert [what for row in rows for what in found_in(garden, repr(row).encode())] == []


def found_in(garden: Garden, text: bytes) -> list[str]:
    """Which planted words stand in a text, in whatever form."""
    lowered = text.lower()
    return [what for form, what in garden.needles().items() if form in text or form in lowered]


def _words(letter: EmailMessage) -> bytes:
    """A letter's headers and its parts, decoded."""
    parts = [part.get_payload(decode=True) or b"" for part in letter.walk() if not part.is_multipart()]
    return "\n".join(f"{name}: {value}" for name, value in letter.items()).encode() + b"\n".join(map(bytes, parts))


def _redis(connection: redis.Redis) -> Iterator[tuple[bytes, bytes]]:
    """Every key with all that it holds, in plain bytes."""
    for key in connection.scan_iter():
        yield key, b"\n".join([key, *map(_plain, _values(connection, key))])


def _values(connection: redis.Redis, key: bytes) -> list[bytes]:
    readers: dict[bytes, Callable[[], list[bytes]]] = {
        b"string": lambda: [connection.get(key) or b""],
        b"hash": lambda: [word for pair in connection.hgetall(key).items() for word in pair],
        b"list": lambda: connection.lrange(key, 0, -1),
        b"set": lambda: list(connection.smembers(key)),
        b"zset": lambda: connection.zrange(key, 0, -1),
        b"stream": lambda: [repr(entry).encode() for entry in connection.xrange(key)],
    }
    return readers.get(connection.type(key), list)()


def _plain(value: bytes) -> bytes:
    """What RQ keeps of a job is compressed."""
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value
